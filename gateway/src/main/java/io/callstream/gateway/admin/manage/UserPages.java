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
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code /user/*}. */
final class UserPages {
    private static final String ID = "user_id";

    private final Records records;
    private final Answers answers;
    private final KeyPages keys;
    private final EntityPages pages;
    private final Members ofTeams;
    private final Members ofOrganizations;
    private final Map<String, Object> defaults;
    private final Delegates delegates;

    /** @param defaults fields of a new user that does not say them */
    UserPages(
            Records records,
            Answers answers,
            KeyPages keys,
            RandomGenerator random,
            Map<String, Object> defaults,
            Delegates delegates) {
        this.records = records;
        this.answers = answers;
        this.keys = keys;
        this.pages = new EntityPages(EntityKind.USER, records, answers, random);
        this.ofTeams = new Members(Members.Of.TEAM, records, random);
        this.ofOrganizations = new Members(Members.Of.ORGANIZATION, records, random);
        this.defaults = defaults;
        this.delegates = delegates;
    }

    /** With a key of the user's own, unless {@code auto_create_key} says no. */
    Page create(Ask ask) {
        Map<String, Object> fields = pages.posted(ask);
        boolean withKey = !Boolean.FALSE.equals(fields.remove("auto_create_key"));
        Object duration = fields.remove("duration");
        if (!String.valueOf(fields.get("user_role")).startsWith("proxy_admin")) {
            defaults.forEach((name, value) -> fields.merge(name, value, (said, usual) -> said));
        }
        List<Fields> teams = teams(fields.remove("teams"));
        teams.forEach(team -> records.get(EntityKind.TEAM, String.valueOf(team.text("team_id")), "teams"));
        Map<String, Object> answer = new LinkedHashMap<>();
        List<String> organizations = organizations(fields);
        String user = pages.create(ask, fields).id();
        organizations.forEach(each -> ofOrganizations.add(ask, each, user, Fields.NONE));
        teams.forEach(team -> ofTeams.add(
                ask, String.valueOf(team.text("team_id")), user, team.with("role", team.text("user_role"))));
        if (withKey) {
            answer.putAll(key(ask, user, duration, organizations));
        }
        answer.putAll(answers.row(records.get(EntityKind.USER, user, ID)));
        return Answers.json(answer);
    }

    /** The user joins them; they have to be there. */
    private List<String> organizations(Map<String, Object> fields) {
        List<String> named = new Fields(fields).texts("organizations");
        named.forEach(each -> records.get(EntityKind.ORGANIZATION, each, "organizations"));
        return named;
    }

    /** Of the user's organization, so that its limits hold for the key. */
    private Map<String, Object> key(Ask ask, String user, @Nullable Object duration, List<String> organizations) {
        Map<String, Object> key = new HashMap<>();
        key.put(ID, user);
        key.put("organization_id", organizations.isEmpty() ? null : organizations.get(0));
        key.put("duration", duration);
        Map<String, Object> made = keys.generated(ask, key);
        Map<String, Object> answer = new LinkedHashMap<>();
        List.of("key", "token", "key_name", "expires").forEach(name -> answer.put(name, made.get(name)));
        return answer;
    }

    /** Teams are named by their ids, or by objects with {@code team_id}, {@code user_role} and {@code max_budget_in_team}. */
    private static List<Fields> teams(@Nullable Object said) {
        if (said == null) {
            return List.of();
        }
        Fields stated = new Fields(Map.of("teams", said));
        List<Fields> teams = new ArrayList<>(stated.objects("teams"));
        stated.texts("teams").forEach(id -> teams.add(new Fields(Map.of("team_id", id))));
        if (!(said instanceof List<?> list)
                || teams.size() < list.size()
                || teams.stream().anyMatch(team -> team.text("team_id") == null)) {
            throw ManagementException.bad(
                    "teams is not what it must be (expected ids, or objects with team_id)", "teams");
        }
        return teams;
    }

    Page update(Ask ask) {
        return Answers.json(pages.changed(pages.update(ask, pages.posted(ask))));
    }

    Page delete(Ask ask) {
        return Answers.json(pages.delete(ask, "user_ids").size());
    }

    Page info(Ask ask) {
        Entity user = pages.named(ask);
        if (!delegates.seenBy(ask).test(user)) {
            throw PathTable.denied(ask.request().path());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(ID, user.id());
        answer.put("user_info", answers.row(user));
        answer.put("keys", pages.keys(user.id()).stream().map(answers::row).toList());
        answer.put(
                "teams",
                user.fields().texts("teams").stream()
                        .flatMap(team -> records.find(EntityKind.TEAM, team).stream())
                        .map(answers::row)
                        .toList());
        return Answers.json(answer);
    }

    /** The user alone. */
    Page row(Ask ask) {
        Entity user = pages.named(ask);
        if (!delegates.seenBy(ask).test(user)) {
            throw PathTable.denied(ask.request().path());
        }
        return Answers.json(answers.row(user));
    }

    Page list(Ask ask) {
        String role = ask.text("role");
        String mail = ask.text("user_email");
        Predicate<Entity> seen = delegates.seenBy(ask);
        List<Entity> found = records.identities()
                .all(
                        EntityKind.USER,
                        user -> seen.test(user)
                                && (role == null || role.equals(user.fields().text("user_role")))
                                && (mail == null
                                        || String.valueOf(user.fields().text("user_email"))
                                                .contains(mail)));
        return pages.page(ask, "users", found, 25);
    }
}
