package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
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
    private static final String ROLE = "user_role";
    private static final String MAIL = "user_email";
    private static final List<String> ROLES =
            List.of("proxy_admin", "proxy_admin_viewer", "internal_user", "internal_user_viewer");

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
        List<Fields> teams = joined(fields.remove("teams"));
        List<String> organizations = organizations(fields);
        if (withKey) {
            keys.check(ofKey("", duration, organizations));
        }
        checkSaid(fields, ask.text(ID));
        Map<String, Object> answer = new LinkedHashMap<>();
        String user = pages.create(ask, fields).id();
        organizations.forEach(each -> ofOrganizations.add(ask, each, user, Fields.NONE));
        teams.forEach(team -> ofTeams.add(ask, String.valueOf(team.text("team_id")), user, team));
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
    private static Map<String, Object> ofKey(String user, @Nullable Object duration, List<String> organizations) {
        Map<String, Object> key = new HashMap<>();
        key.put(ID, user);
        key.put("organization_id", organizations.isEmpty() ? null : organizations.get(0));
        key.put("duration", duration);
        return key;
    }

    private Map<String, Object> key(Ask ask, String user, @Nullable Object duration, List<String> organizations) {
        Map<String, Object> made = keys.generated(ask, ofKey(user, duration, organizations));
        Map<String, Object> answer = new LinkedHashMap<>();
        List.of("key", "token", "key_name", "expires").forEach(name -> answer.put(name, made.get(name)));
        return answer;
    }

    /** The teams that a user joins, as a member of each; they have to be there. */
    private List<Fields> joined(@Nullable Object said) {
        List<Fields> teams = teams(said).stream()
                .map(team -> team.with(Members.ROLE, team.values().get(ROLE)))
                .toList();
        teams.forEach(team -> {
            records.get(EntityKind.TEAM, String.valueOf(team.text("team_id")), "teams");
            ofTeams.check(team);
        });
        return teams;
    }

    /** @param id of the user; null for one who has none yet */
    private void checkSaid(Map<String, Object> fields, @Nullable String id) {
        Object role = fields.get(ROLE);
        if (role != null && !ROLES.contains(role)) {
            throw ManagementException.bad(
                    ROLE + " is not what it must be (expected one of " + String.join(", ", ROLES) + ")", ROLE);
        }
        if (fields.get(MAIL) instanceof String mail && isAnothers(mail, id)) {
            throw ManagementException.bad("User with email " + ShownText.of(mail) + " already exists", MAIL);
        }
    }

    /** Members are named by their mail addresses: of two users who have one, the other could be meant. */
    private boolean isAnothers(String mail, @Nullable String id) {
        return !records.identities()
                .all(
                        EntityKind.USER,
                        user -> mail.equalsIgnoreCase(user.fields().text(MAIL))
                                && !user.id().equals(id))
                .isEmpty();
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
        Map<String, Object> changes = pages.posted(ask);
        checkSaid(changes, ask.required(ID));
        return Answers.json(pages.changed(pages.update(ask, changes)));
    }

    /** Whoever is gone is no member any more: a user who is made by that name later must not begin as an administrator. */
    Page delete(Ask ask) {
        List<Entity> deleted = pages.delete(ask, "user_ids");
        deleted.forEach(user -> {
            ofTeams.leaveAll(ask, user.id());
            ofOrganizations.leaveAll(ask, user.id());
        });
        return Answers.json(deleted.size());
    }

    Page info(Ask ask) {
        Predicate<Entity> seen = delegates.seenBy(ask);
        Entity user = seen(ask, seen);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(ID, user.id());
        answer.put("user_info", answers.row(user));
        answer.put(
                "keys",
                pages.keys(user.id()).stream().filter(seen).map(answers::row).toList());
        answer.put(
                "teams",
                user.fields().texts("teams").stream()
                        .flatMap(team -> records.find(EntityKind.TEAM, team).stream())
                        .filter(seen)
                        .map(answers::row)
                        .toList());
        return Answers.json(answer);
    }

    /** The user alone. */
    Page row(Ask ask) {
        return Answers.json(answers.row(seen(ask, delegates.seenBy(ask))));
    }

    private Entity seen(Ask ask, Predicate<Entity> seen) {
        Entity user = pages.named(ask);
        if (!seen.test(user)) {
            throw PathTable.denied(ask.request().path());
        }
        return user;
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
