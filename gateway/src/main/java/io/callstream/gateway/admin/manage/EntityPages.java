package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** What the pages of every kind of entity do alike: make one, change it, remove it with its keys, answer it. */
final class EntityPages {
    private static final int MOST_PER_PAGE = 1_000;

    private final EntityKind kind;
    private final Records records;
    private final Answers answers;
    private final RandomGenerator random;

    /** @param random makes ids of those that a request gives none */
    EntityPages(EntityKind kind, Records records, Answers answers, RandomGenerator random) {
        this.kind = kind;
        this.records = records;
        this.answers = answers;
        this.random = random;
    }

    static String id(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** What was posted, without the id. What it names has to be there. */
    Map<String, Object> posted(Ask ask) {
        Map<String, Object> fields = new HashMap<>(ask.posted());
        fields.remove(Answers.id(kind));
        fields.remove("password"); // nobody signs in here: it would be kept, and given back, for nothing
        if (kind != EntityKind.BUDGET && fields.get("budget_id") instanceof String budget) {
            records.get(EntityKind.BUDGET, budget, "budget_id");
        }
        SpendStated.mark(fields, records.now());
        return fields;
    }

    /** Under the id that the request chooses, else under a new one. */
    Entity create(Ask ask, Map<String, Object> fields) {
        String chosen = ask.text(Answers.id(kind));
        return records.create(kind, chosen == null ? id(random) : chosen, fields, ask);
    }

    Entity update(Ask ask, Map<String, Object> changes) {
        return records.update(
                kind, ask.required(Answers.id(kind)), Answers.id(kind), ask, fields -> fields.with(changes));
    }

    /** As LiteLLM answers most changes. */
    Map<String, Object> changed(Entity entity) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(Answers.id(kind), entity.id());
        answer.put("data", answers.row(entity));
        return answer;
    }

    Entity block(Ask ask, boolean blocked) {
        return update(ask, Map.of("blocked", blocked));
    }

    Entity named(Ask ask) {
        return records.get(kind, ask.required(Answers.id(kind)), Answers.id(kind));
    }

    /** All of them are there, or none is removed. Their keys go with them: they would else be nobody's and unlimited. */
    List<Entity> delete(Ask ask, String param) {
        List<String> ids = ask.list(param).stream().distinct().toList();
        ids.forEach(id -> records.get(kind, id, param));
        List<Entity> deleted = new ArrayList<>();
        ids.forEach(id -> deleted.add(remove(id, param)));
        return deleted;
    }

    Entity remove(String id, String param) {
        keys(id).forEach(key -> records.delete(EntityKind.KEY, key.id(), "keys"));
        return records.delete(kind, id, param);
    }

    /** Keys that name it. */
    List<Entity> keys(String id) {
        boolean owns = kind == EntityKind.TEAM || kind == EntityKind.USER || kind == EntityKind.ORGANIZATION;
        return owns ? naming(EntityKind.KEY, id) : List.of();
    }

    /** Entities of another kind that name it. */
    List<Entity> naming(EntityKind others, String id) {
        return records.identities().all(others, each -> id.equals(each.fields().text(Answers.id(kind))));
    }

    List<Map<String, Object>> rows(Predicate<Entity> wanted) {
        return records.identities().all(kind, wanted).stream().map(answers::row).toList();
    }

    /**
     * The page of them that the query asks for.
     *
     * @param name of the list in the answer
     * @param usual how many, where the query does not say
     */
    Page page(Ask ask, String name, List<Entity> found, int usual) {
        int size = ask.number("page_size", usual, MOST_PER_PAGE);
        int page = ask.number("page", 1, Integer.MAX_VALUE / MOST_PER_PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                name,
                found.stream()
                        .skip((page - 1L) * size)
                        .limit(size)
                        .map(answers::row)
                        .toList());
        answer.put("total", found.size());
        answer.put("page", page);
        answer.put("page_size", size);
        answer.put("total_pages", (found.size() + size - 1) / size);
        return Answers.json(answer);
    }
}
