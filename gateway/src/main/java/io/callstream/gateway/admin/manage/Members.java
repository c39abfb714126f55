package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.FieldRules;
import io.callstream.gateway.identity.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who belongs to a team or an organization, with which role and budget; the user's own record names it, too. */
final class Members {
    static final String FIELD = "members_with_roles";
    private static final String USER = "user_id";
    private static final String MAIL = "user_email";
    static final String ROLE = "role";
    private static final List<String> RATES = List.of("budget_duration", "tpm_limit", "rpm_limit");

    private final Of of;
    private final Records records;
    private final RandomGenerator random;

    /** What users belong to. */
    enum Of {
        TEAM(EntityKind.TEAM, "teams", "max_budget_in_team", List.of("user", "admin")),
        ORGANIZATION(
                EntityKind.ORGANIZATION,
                "organizations",
                "max_budget_in_organization",
                List.of("internal_user", "internal_user_viewer", "org_admin"));

        private final EntityKind kind;
        private final String ofUser;
        private final String budget;
        private final List<String> roles;

        /** @param roles the usual one first */
        Of(EntityKind kind, String ofUser, String budget, List<String> roles) {
            this.kind = kind;
            this.ofUser = ofUser;
            this.budget = budget;
            this.roles = roles;
        }

        private List<String> limits() {
            return Stream.concat(Stream.of(budget), RATES.stream()).toList();
        }
    }

    /** Those who joined, as the group has them now. */
    record Joined(Entity group, List<String> users) {}

    /** @param random makes ids of users whom only a mail address names */
    Members(Of of, Records records, RandomGenerator random) {
        this.of = of;
        this.records = records;
        this.random = random;
    }

    private String param() {
        return Answers.id(of.kind);
    }

    static boolean has(Fields group, String user) {
        return group.objects(FIELD).stream().anyMatch(each -> user.equals(each.text(USER)));
    }

    /** {@code member} is one or a list of {@code {role, user_id, user_email}}; a user who is not there is made. */
    Joined add(Ask ask) {
        String id = ask.required(param());
        records.get(of.kind, id, param());
        List<Map<String, Object>> added = new ArrayList<>();
        for (Fields each : stated(ask)) {
            String user = each.text(USER) == null ? byMail(each.text(MAIL)) : each.text(USER);
            added.add(member(String.valueOf(user), stated(ask, each)));
        }
        added.forEach(each -> mark(ask, id, String.valueOf(each.get(USER)), new Fields(each).text(MAIL)));
        Entity group = change(ask, id, fields -> fields.with(FIELD, joined(fields, added)));
        return new Joined(
                group,
                added.stream().map(each -> String.valueOf(each.get(USER))).toList());
    }

    /** Users whom a new group names; who is not there is made. @throws ManagementException if one cannot be a member */
    void addAll(Ask ask, String id, List<Fields> stated) {
        stated.forEach(each -> {
            String user = each.text(USER) == null ? byMail(each.text(MAIL)) : String.valueOf(each.text(USER));
            add(ask, id, user, each);
        });
    }

    /** A user who is there already. */
    void add(Ask ask, String id, String user, Fields stated) {
        mark(ask, id, user, stated.text(MAIL));
        change(ask, id, fields -> fields.with(FIELD, joined(fields, List.of(member(user, stated)))));
    }

    private static List<Fields> stated(Ask ask) {
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

    /** LiteLLM has limits beside the members, for all of them. */
    private Fields stated(Ask ask, Fields member) {
        Fields stated = member;
        for (String limit : of.limits()) {
            stated = ask.has(limit) ? stated.with(limit, ask.body().values().get(limit)) : stated;
        }
        return stated;
    }

    private Map<String, Object> member(String user, Fields stated) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put(USER, user);
        member.put(ROLE, role(stated));
        if (stated.text(MAIL) != null) {
            member.put(MAIL, stated.text(MAIL));
        }
        of.limits().stream()
                .filter(stated.values()::containsKey)
                .forEach(limit -> member.put(limit, limit(stated, limit)));
        return member;
    }

    private String role(Fields stated) {
        Object role = stated.values().getOrDefault(ROLE, of.roles.get(0));
        return of.roles.stream()
                .filter(role::equals)
                .findFirst()
                .orElseThrow(() -> ManagementException.bad(
                        ROLE + " is not what it must be (expected one of " + String.join(", ", of.roles) + ")", ROLE));
    }

    /** @throws ManagementException if nobody can be a member like this */
    void check(Fields stated) {
        member("", stated);
    }

    /** The members that a new group states, taken out of its fields. */
    List<Fields> takeStated(Map<String, Object> fields) {
        List<Fields> stated = new Fields(fields).objects(FIELD);
        boolean all = fields.get(FIELD) instanceof List<?> list && list.size() == stated.size();
        if (!all) {
            return List.of(); // whoever writes it says what is wrong
        }
        for (Fields each : stated) {
            check(each);
            if (each.text(USER) == null && each.text(MAIL) == null) {
                throw ManagementException.bad(FIELD + " has a member with neither user_id nor user_email", FIELD);
            }
        }
        fields.remove(FIELD);
        return stated;
    }

    private String byMail(@Nullable String mail) {
        if (mail == null) {
            throw ManagementException.bad("member has neither user_id nor user_email", "member");
        }
        return records
                .identities()
                .all(
                        EntityKind.USER,
                        user -> mail.equalsIgnoreCase(user.fields().text(MAIL)))
                .stream()
                .findFirst()
                .map(Entity::id)
                .orElseGet(() -> EntityPages.id(random));
    }

    /** Writes the group into the user's record, which is made when there is none. */
    private void mark(Ask ask, String id, String user, @Nullable String mail) {
        if (records.find(EntityKind.USER, user).isEmpty()) {
            Map<String, Object> fields = new HashMap<>();
            fields.put(MAIL, mail);
            fields.put(of.ofUser, List.of(id));
            records.create(EntityKind.USER, user, fields, ask);
        } else {
            records.update(EntityKind.USER, user, USER, ask, fields -> {
                List<String> groups = new ArrayList<>(fields.texts(of.ofUser));
                if (!groups.contains(id)) {
                    groups.add(id);
                }
                return fields.with(of.ofUser, groups);
            });
        }
    }

    private static List<Object> joined(Fields group, List<Map<String, Object>> added) {
        List<Object> all = new ArrayList<>();
        group.objects(FIELD).stream()
                .filter(each -> added.stream().noneMatch(fresh -> Objects.equals(fresh.get(USER), each.text(USER))))
                .forEach(each -> all.add(each.values()));
        all.addAll(added);
        return all;
    }

    /** Another role, another budget: what is not said stays. */
    Joined update(Ask ask) {
        String id = ask.required(param());
        String user = member(ask, id);
        Entity group = change(
                ask,
                id,
                fields -> fields.with(
                        FIELD,
                        fields.objects(FIELD).stream()
                                .map(each -> user.equals(each.text(USER)) ? changed(each, ask) : each)
                                .map(Fields::values)
                                .toList()));
        return new Joined(group, List.of(user));
    }

    private Fields changed(Fields member, Ask ask) {
        Fields changed = ask.has(ROLE) ? member.with(ROLE, role(ask.body())) : member;
        for (String limit : of.limits()) {
            changed = ask.posted().containsKey(limit) ? changed.with(limit, limit(ask.body(), limit)) : changed;
        }
        return changed;
    }

    private static @Nullable Object limit(Fields stated, String name) {
        Object value = stated.values().get(name);
        if (value != null) {
            FieldRules.problems(Map.of(name, value)).forEach(problem -> {
                throw ManagementException.bad(problem, name);
            });
        }
        return value;
    }

    Joined remove(Ask ask) {
        String id = ask.required(param());
        String user = member(ask, id);
        Entity group = change(ask, id, fields -> without(fields, user));
        forget(ask, id, user);
        return new Joined(group, List.of(user));
    }

    private static Fields without(Fields group, String user) {
        return group.with(
                FIELD,
                group.objects(FIELD).stream()
                        .filter(each -> !user.equals(each.text(USER)))
                        .map(Fields::values)
                        .toList());
    }

    /** Takes a user who is no longer there out of all groups. */
    void leaveAll(Ask ask, String user) {
        records.identities()
                .all(of.kind, group -> has(group.fields(), user))
                .forEach(group -> change(ask, group.id(), fields -> without(fields, user)));
    }

    /** Takes a group that is no longer there out of the records of all its members. */
    void forget(Ask ask, Entity group) {
        group.fields().objects(FIELD).forEach(each -> forget(ask, group.id(), String.valueOf(each.text(USER))));
    }

    /** Takes the group out of the user's record, if there is one. */
    private void forget(Ask ask, String id, String user) {
        if (records.find(EntityKind.USER, user).isPresent()) {
            records.update(
                    EntityKind.USER,
                    user,
                    USER,
                    ask,
                    fields -> fields.with(
                            of.ofUser,
                            fields.texts(of.ofUser).stream()
                                    .filter(each -> !each.equals(id))
                                    .toList()));
        }
    }

    /** The user whom a request names by id or mail address, who has to be a member. */
    private String member(Ask ask, String id) {
        String user = ask.text(USER) == null ? byMail(ask.text(MAIL)) : ask.required(USER);
        if (!has(records.get(of.kind, id, param()).fields(), user)) {
            throw ManagementException.notFound("The user is no member of the " + of.kind.word() + ".", USER);
        }
        return user;
    }

    private Entity change(Ask ask, String id, UnaryOperator<Fields> change) {
        return records.update(of.kind, id, param(), ask, change);
    }
}
