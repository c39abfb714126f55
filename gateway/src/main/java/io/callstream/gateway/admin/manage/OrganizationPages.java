package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** {@code /organization/*}: who teams belong to. */
final class OrganizationPages {
    private static final String ID = "organization_id";
    private static final String BUDGET = "litellm_budget_table";

    private final Records records;
    private final Answers answers;
    private final EntityPages pages;
    private final EntityPages teams;
    private final Members members;
    private final Members ofTeams;
    private final Delegates delegates;

    OrganizationPages(Records records, Answers answers, RandomGenerator random, Delegates delegates) {
        this.records = records;
        this.answers = answers;
        this.pages = new EntityPages(EntityKind.ORGANIZATION, records, answers, random);
        this.teams = new EntityPages(EntityKind.TEAM, records, answers, random);
        this.members = new Members(Members.Of.ORGANIZATION, records, random);
        this.ofTeams = new Members(Members.Of.TEAM, records, random);
        this.delegates = delegates;
    }

    Page create(Ask ask) {
        Map<String, Object> fields = pages.posted(ask);
        if (!(fields.get("organization_alias") instanceof String)) {
            throw ManagementException.bad(
                    "organization_alias is missing (expected the organization's name)", "organization_alias");
        }
        return Answers.json(row(pages.create(ask, fields)));
    }

    Page update(Ask ask) {
        return Answers.json(row(pages.update(ask, pages.posted(ask))));
    }

    /** Its teams and all keys go with it, as in LiteLLM. */
    Page delete(Ask ask) {
        List<String> ids = ask.list("organization_ids").stream().distinct().toList();
        ids.forEach(id -> records.get(EntityKind.ORGANIZATION, id, "organization_ids"));
        for (String id : ids) {
            for (Entity team : pages.naming(EntityKind.TEAM, id)) {
                ofTeams.forget(ask, teams.remove(team.id(), "team_ids"));
            }
        }
        List<Entity> deleted = pages.delete(ask, "organization_ids");
        deleted.forEach(each -> members.forget(ask, each));
        return Answers.json(deleted.stream().map(this::row).toList());
    }

    Page info(Ask ask) {
        return Answers.json(row(pages.named(ask)));
    }

    /** Those of a list, as older scripts ask. */
    Page infos(Ask ask) {
        return Answers.json(ask.list("organizations").stream()
                .flatMap(id -> records.find(EntityKind.ORGANIZATION, id).stream())
                .filter(delegates.seenBy(ask))
                .map(this::row)
                .toList());
    }

    Page list(Ask ask) {
        String id = ask.text(ID);
        String alias = ask.text("org_alias");
        Predicate<Entity> seen = delegates.seenBy(ask);
        return Answers.json(records
                .identities()
                .all(
                        EntityKind.ORGANIZATION,
                        each -> seen.test(each)
                                && (id == null || id.equals(each.id()))
                                && (alias == null || named(each, alias)))
                .stream()
                .map(this::row)
                .toList());
    }

    private static boolean named(Entity organization, String part) {
        String alias = organization.fields().text("organization_alias");
        return alias != null && alias.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    Page addMembers(Ask ask) {
        Members.Joined joined = members.add(ask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(ID, joined.group().id());
        answer.put(
                "updated_users",
                joined.users().stream()
                        .flatMap(user -> records.find(EntityKind.USER, user).stream())
                        .map(answers::row)
                        .toList());
        answer.put("updated_organization_memberships", memberships(joined));
        return Answers.json(answer);
    }

    Page updateMember(Ask ask) {
        return Answers.json(memberships(members.update(ask)).get(0));
    }

    Page deleteMember(Ask ask) {
        return Answers.json(row(members.remove(ask).group()));
    }

    private List<Map<String, Object>> memberships(Members.Joined joined) {
        return joined.group().fields().objects(Members.FIELD).stream()
                .filter(member -> joined.users().contains(String.valueOf(member.text("user_id"))))
                .map(member -> membership(joined.group(), member))
                .toList();
    }

    private static Map<String, Object> membership(Entity organization, Fields member) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("user_id", member.text("user_id"));
        row.put(ID, organization.id());
        row.put("user_role", member.text("role"));
        row.put("user_email", member.text("user_email"));
        row.put("budget_id", null);
        Map<String, Object> budget = new LinkedHashMap<>();
        budget.put("max_budget", member.amount("max_budget_in_organization"));
        row.put(BUDGET, budget);
        return row;
    }

    /** LiteLLM keeps limits in a table of budgets: where no budget is named, it shows the organization's own. */
    private Map<String, Object> row(Entity organization) {
        Map<String, Object> row = answers.row(organization);
        if (row.get(BUDGET) == null) {
            row.put(BUDGET, Answers.limits(row));
        }
        row.remove(Members.FIELD);
        row.put(
                "members",
                organization.fields().objects(Members.FIELD).stream()
                        .map(member -> membership(organization, member))
                        .toList());
        row.put(
                "teams",
                pages.naming(EntityKind.TEAM, organization.id()).stream()
                        .map(answers::row)
                        .toList());
        return row;
    }
}
