package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /callstream/import}: entities as another proxy had them, keys by their hash: {@code {"entities": [{"kind", "id", "fields"}],
 * "replace": false, "dry_run": false}}. One that is there already stays, unless it is to be replaced. What cannot be taken is named; the
 * others are written.
 */
final class ImportPages {
    private static final int MOST = 2_000;

    private final Records records;

    ImportPages(Records records) {
        this.records = records;
    }

    Page take(Ask ask) {
        List<Fields> stated = ask.body().objects("entities");
        if (stated.isEmpty() || stated.size() > MOST) {
            throw ManagementException.bad(
                    "entities is not what it must be (expected 1 to " + MOST + " objects)", "entities");
        }
        List<Entity> entities = new ArrayList<>();
        List<Object> problems = new ArrayList<>();
        stated.forEach(each -> read(each, entities, problems));
        List<Entity> wanted = ask.body().flag("replace")
                ? entities
                : entities.stream().filter(this::isNew).toList();
        if (!ask.body().flag("dry_run")) {
            records.replaceAll(wanted);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("written", (long) wanted.size());
        answer.put("kept", (long) (entities.size() - wanted.size()));
        answer.put("problems", problems);
        return Answers.json(answer);
    }

    private void read(Fields stated, List<Entity> entities, List<Object> problems) {
        try {
            entities.add(entity(stated));
        } catch (IllegalArgumentException e) {
            problems.add(problem(stated, String.valueOf(e.getMessage())));
        }
    }

    private boolean isNew(Entity entity) {
        return records.find(entity.kind(), entity.id()).isEmpty();
    }

    private Entity entity(Fields stated) {
        String kind = stated.text("kind");
        String id = stated.text("id");
        Optional<EntityKind> known = EntityKind.of(String.valueOf(kind));
        if (known.isEmpty() || id == null) {
            throw new IllegalArgumentException(
                    "kind and id are needed (kind: key, team, user, customer, organization, tag or budget)");
        }
        Fields fields = stated.object("fields");
        if (fields.amount("spend") != null && fields.text("spend_at") == null) {
            fields = fields.with("spend_at", records.now().toString());
        }
        String place = known.get() == EntityKind.KEY ? KeySecrets.hash(id) : id;
        return new Entity(known.get(), place, fields);
    }

    private static Map<String, Object> problem(Fields stated, String message) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("kind", stated.text("kind"));
        problem.put("id", stated.text("id"));
        problem.put("message", message);
        return problem;
    }
}
