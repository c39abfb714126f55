package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** {@code /team/*}. */
final class TeamPages {
    private static final String IDS = "team_ids";

    private final Records records;
    private final Answers answers;
    private final EntityPages pages;
    private final Members members;
    private final Map<String, Object> defaults;
    private final Delegates delegates;

    /** @param defaults fields of a new team that does not say them */
    TeamPages(
            Records records,
            Answers answers,
            RandomGenerator random,
            Map<String, Object> defaults,
            Delegates delegates) {
        this.records = records;
        this.answers = answers;
        this.pages = new EntityPages(EntityKind.TEAM, records, answers, random);
        this.members = new Members(Members.Of.TEAM, records, random);
        this.defaults = defaults;
        this.delegates = delegates;
    }

    Page create(Ask ask) {
        Map<String, Object> fields = pages.posted(ask);
        OrganizationBounds.check(new Fields(fields), records);
        defaults.forEach((name, value) -> fields.merge(name, value, (said, usual) -> said));
        List<Fields> stated = members.takeStated(fields);
        String id = pages.create(ask, fields).id();
        members.addAll(ask, id, stated);
        return Answers.json(answers.row(records.get(EntityKind.TEAM, id, "team_id")));
    }

    Page update(Ask ask) {
        Map<String, Object> changes = pages.posted(ask);
        OrganizationBounds.check(pages.named(ask).fields().with(changes), records);
        return Answers.json(pages.changed(pages.update(ask, changes)));
    }

    Page delete(Ask ask) {
        List<Entity> deleted = pages.delete(ask, IDS);
        deleted.forEach(team -> members.forget(ask, team));
        return Answers.json(
                Map.of("deleted_teams", deleted.stream().map(Entity::id).toList()));
    }

    Page block(Ask ask, boolean blocked) {
        return Answers.json(answers.row(pages.block(ask, blocked)));
    }

    Page info(Ask ask) {
        Entity team = pages.named(ask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("team_id", team.id());
        answer.put("team_info", answers.row(team));
        answer.put("keys", pages.keys(team.id()).stream().map(answers::row).toList());
        answer.put("team_memberships", List.of());
        return Answers.json(answer);
    }

    Page list(Ask ask) {
        return Answers.json(pages.rows(delegates.seenBy(ask).and(team -> fits(ask, team))));
    }

    /** A page of them, in an order that the query says. */
    Page paged(Ask ask) {
        Predicate<Entity> wanted = delegates.seenBy(ask).and(team -> fits(ask, team));
        List<Entity> found = records.identities().all(EntityKind.TEAM, wanted);
        found.sort(order(ask));
        return pages.page(ask, "teams", found, 10);
    }

    private static boolean fits(Ask ask, Entity team) {
        String user = ask.text("user_id");
        String organization = ask.text("organization_id");
        String id = ask.text("team_id");
        String part = ask.text("team_alias");
        return (user == null || Members.has(team.fields(), user))
                && (organization == null || organization.equals(team.fields().text("organization_id")))
                && (id == null || id.equals(team.id()))
                && (part == null || alias(team).contains(part.toLowerCase(Locale.ROOT)));
    }

    private static String alias(Entity team) {
        String alias = team.fields().text("team_alias");
        return alias == null ? "" : alias.toLowerCase(Locale.ROOT);
    }

    /** What is not known here sorts by the id. */
    private static Comparator<Entity> order(Ask ask) {
        String by = String.valueOf(ask.text("sort_by"));
        Comparator<Entity> ascending = Comparator.comparing(
                        (Entity team) -> String.valueOf(team.fields().text(by)))
                .thenComparing(Entity::id);
        return "desc".equalsIgnoreCase(ask.text("sort_order")) ? ascending.reversed() : ascending;
    }

    Page addMembers(Ask ask) {
        return Answers.json(answers.row(members.add(ask).group()));
    }

    Page updateMember(Ask ask) {
        Members.Joined changed = members.update(ask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("team_id", changed.group().id());
        answer.put("user_id", changed.users().get(0));
        answer.put("user_email", ask.text("user_email"));
        answer.put("max_budget_in_team", ask.body().amount("max_budget_in_team"));
        return Answers.json(answer);
    }

    Page deleteMember(Ask ask) {
        return Answers.json(answers.row(members.remove(ask).group()));
    }
}
