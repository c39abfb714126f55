package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code /team/*}. */
final class TeamPages {
    private static final String ID = "team_id";
    private static final String MEMBERS = "members_with_roles";

    private final Records records;
    private final Answers answers;
    private final RandomGenerator random;

    TeamPages(Records records, Answers answers, RandomGenerator random) {
        this.records = records;
        this.answers = answers;
        this.random = random;
    }

    Page create(Ask ask) {
        Map<String, Object> fields = new HashMap<>(ask.posted());
        Object given = fields.remove(ID);
        String id = given instanceof String chosen && !chosen.isBlank() ? chosen : id(random);
        return Answers.json(answers.row(records.create(EntityKind.TEAM, id, fields, ask)));
    }

    static String id(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    Page update(Ask ask) {
        String id = ask.required(ID);
        Map<String, Object> changes = new HashMap<>(ask.posted());
        changes.remove(ID);
        SpendStated.mark(changes, records.now());
        Entity changed = records.update(EntityKind.TEAM, id, ID, ask, fields -> fields.with(changes));
        return Answers.json(Map.of(ID, id, "data", answers.row(changed)));
    }

    /** The team's keys go with it, as in LiteLLM: they would else be nobody's and unlimited. */
    Page delete(Ask ask) {
        List<String> ids = ask.list("team_ids");
        ids.forEach(id -> records.get(EntityKind.TEAM, id, "team_ids"));
        for (String id : ids) {
            keys(id).forEach(key -> records.delete(EntityKind.KEY, key.id(), "keys"));
            records.delete(EntityKind.TEAM, id, "team_ids");
        }
        return Answers.json(Map.of("deleted_teams", ids));
    }

    Page block(Ask ask, boolean blocked) {
        Entity changed =
                records.update(EntityKind.TEAM, ask.required(ID), ID, ask, fields -> fields.with("blocked", blocked));
        return Answers.json(answers.row(changed));
    }

    Page info(Ask ask) {
        Entity team = records.get(EntityKind.TEAM, ask.required(ID), ID);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(ID, team.id());
        answer.put("team_info", answers.row(team));
        answer.put("keys", keys(team.id()).stream().map(answers::row).toList());
        answer.put("team_memberships", List.of());
        return Answers.json(answer);
    }

    Page list(Ask ask) {
        String user = ask.text("user_id");
        return Answers.json(
                records.identities().all(EntityKind.TEAM, team -> user == null || member(team.fields(), user)).stream()
                        .map(answers::row)
                        .toList());
    }

    private List<Entity> keys(String team) {
        return records.identities()
                .all(EntityKind.KEY, key -> team.equals(key.fields().text(ID)));
    }

    private static boolean member(Fields team, String user) {
        return team.objects(MEMBERS).stream().anyMatch(each -> user.equals(each.text("user_id")));
    }

    /** {@code member} is one or a list of {@code {role, user_id, user_email}}; a user who is not there is made. */
    Page addMembers(Ask ask) {
        String id = ask.required(ID);
        records.get(EntityKind.TEAM, id, ID);
        List<Map<String, Object>> added = new ArrayList<>();
        for (Fields each : members(ask)) {
            added.add(member(ask, id, each));
        }
        Entity team =
                records.update(EntityKind.TEAM, id, ID, ask, fields -> fields.with(MEMBERS, joined(fields, added)));
        return Answers.json(answers.row(team));
    }

    private static List<Fields> members(Ask ask) {
        List<Fields> members = ask.body().objects("member");
        if (members.isEmpty() && !ask.body().object("member").values().isEmpty()) {
            members = List.of(ask.body().object("member"));
        }
        if (members.isEmpty()) {
            throw ManagementException.bad(
                    "member is missing (expected an object with user_id or user_email)", "member");
        }
        return members;
    }

    private Map<String, Object> member(Ask ask, String team, Fields stated) {
        String user = stated.text("user_id") == null ? userOf(stated.text("user_email")) : stated.text("user_id");
        if (records.find(EntityKind.USER, user).isEmpty()) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("user_email", stated.text("user_email"));
            fields.put("teams", List.of(team));
            records.create(EntityKind.USER, user, fields, ask);
        } else {
            records.update(EntityKind.USER, user, "user_id", ask, fields -> with(fields, team));
        }
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("user_id", user);
        member.put("role", stated.text("role") == null ? "user" : stated.text("role"));
        if (stated.text("user_email") != null) {
            member.put("user_email", stated.text("user_email"));
        }
        if (ask.body().amount("max_budget_in_team") != null) {
            member.put("max_budget_in_team", ask.body().amount("max_budget_in_team"));
        }
        return member;
    }

    private String userOf(@Nullable String mail) {
        if (mail == null) {
            throw ManagementException.bad("member has neither user_id nor user_email", "member");
        }
        return records
                .identities()
                .all(EntityKind.USER, user -> mail.equals(user.fields().text("user_email")))
                .stream()
                .findFirst()
                .map(Entity::id)
                .orElseGet(() -> id(random));
    }

    private static Fields with(Fields user, String team) {
        List<String> teams = new ArrayList<>(user.texts("teams"));
        if (!teams.contains(team)) {
            teams.add(team);
        }
        return user.with("teams", teams);
    }

    private static List<Object> joined(Fields team, List<Map<String, Object>> added) {
        List<Object> all = new ArrayList<>();
        team.objects(MEMBERS).stream()
                .filter(each ->
                        added.stream().noneMatch(fresh -> Objects.equals(fresh.get("user_id"), each.text("user_id"))))
                .forEach(each -> all.add(each.values()));
        all.addAll(added);
        return all;
    }

    Page deleteMember(Ask ask) {
        String id = ask.required(ID);
        String user = ask.text("user_id") == null ? userOf(ask.text("user_email")) : ask.required("user_id");
        if (!member(records.get(EntityKind.TEAM, id, ID).fields(), user)) {
            throw ManagementException.notFound("The user is no member of the team.", "user_id");
        }
        Entity team = records.update(
                EntityKind.TEAM,
                id,
                ID,
                ask,
                fields -> fields.with(
                        MEMBERS,
                        fields.objects(MEMBERS).stream()
                                .filter(each -> !user.equals(each.text("user_id")))
                                .map(Fields::values)
                                .toList()));
        if (records.find(EntityKind.USER, user).isPresent()) {
            records.update(
                    EntityKind.USER,
                    user,
                    "user_id",
                    ask,
                    fields -> fields.with(
                            "teams",
                            fields.texts("teams").stream()
                                    .filter(each -> !each.equals(id))
                                    .toList()));
        }
        return Answers.json(answers.row(team));
    }
}
