package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code /tag/*}: tags of calls that have limits, and all others that calls have had. */
final class TagPages {
    private static final String NAME = "name";
    private static final String SEEN = "Calls have had this tag; nobody has made it.";

    private final Records records;
    private final Answers answers;
    private final EntityPages pages;
    private final SpendQuery spent;

    TagPages(Records records, Answers answers, RandomGenerator random, SpendQuery spent) {
        this.records = records;
        this.answers = answers;
        this.pages = new EntityPages(EntityKind.TAG, records, answers, random);
        this.spent = spent;
    }

    Page create(Ask ask) {
        String name = ask.required(NAME);
        if (records.find(EntityKind.TAG, name).isPresent()) {
            throw ManagementException.bad("Tag " + ShownText.of(name) + " already exists", NAME);
        }
        return done(name, "created", pages.create(ask, pages.posted(ask)));
    }

    Page update(Ask ask) {
        return done(ask.required(NAME), "updated", pages.update(ask, pages.posted(ask)));
    }

    Page delete(Ask ask) {
        String name = ask.required(NAME);
        records.delete(EntityKind.TAG, name, NAME);
        return Answers.json(Map.of("message", message(name, "deleted")));
    }

    private Page done(String name, String what, Entity tag) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", message(name, what));
        answer.put("tag", row(tag));
        return Answers.json(answer);
    }

    private static String message(String name, String what) {
        return "Tag " + ShownText.of(name) + " " + what + " successfully";
    }

    /** By their names; all of them have to be there. */
    Page info(Ask ask) {
        Map<String, Object> answer = new LinkedHashMap<>();
        ask.list("names").forEach(name -> answer.put(name, row(records.get(EntityKind.TAG, name, "names"))));
        return Answers.json(answer);
    }

    Page list(Ask ask) {
        List<Object> rows = new ArrayList<>();
        List<Entity> made = records.identities().all(EntityKind.TAG, each -> true);
        made.forEach(tag -> rows.add(row(tag)));
        List<String> names = made.stream().map(Entity::id).toList();
        SpendQuery.byTag(spent.rows(ask)).keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> rows.add(seen(name)));
        return Answers.json(rows);
    }

    private Map<String, Object> row(Entity tag) {
        Map<String, Object> row = answers.row(tag);
        if (row.get("litellm_budget_table") == null) {
            row.put("litellm_budget_table", Answers.limits(row));
        }
        return row;
    }

    private static Map<String, Object> seen(String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(NAME, name);
        row.put("description", SEEN);
        row.put("models", null);
        row.put("model_info", null);
        row.put("created_at", null);
        row.put("updated_at", null);
        row.put("created_by", null);
        return row;
    }
}
