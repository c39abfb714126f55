package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code /user/*}. */
final class UserPages {
    private static final String ID = "user_id";
    private static final int MOST_PER_PAGE = 1_000;

    private final Records records;
    private final Answers answers;
    private final KeyPages keys;
    private final RandomGenerator random;

    UserPages(Records records, Answers answers, KeyPages keys, RandomGenerator random) {
        this.records = records;
        this.answers = answers;
        this.keys = keys;
        this.random = random;
    }

    /** With a key of the user's own, unless {@code auto_create_key} says no. */
    Page create(Ask ask) {
        Map<String, Object> fields = new HashMap<>(ask.posted());
        Object given = fields.remove(ID);
        boolean withKey = !Boolean.FALSE.equals(fields.remove("auto_create_key"));
        Object duration = fields.remove("duration");
        String id = given instanceof String chosen && !chosen.isBlank() ? chosen : TeamPages.id(random);
        Map<String, Object> answer = new LinkedHashMap<>();
        Entity user = records.create(EntityKind.USER, id, fields, ask);
        if (withKey) {
            Map<String, Object> key = new HashMap<>();
            key.put(ID, id);
            key.put("duration", duration);
            Map<String, Object> made = keys.generated(ask, key);
            answer.put("key", made.get("key"));
            answer.put("token", made.get("token"));
            answer.put("key_name", made.get("key_name"));
            answer.put("expires", made.get("expires"));
        }
        answer.putAll(answers.row(user));
        return Answers.json(answer);
    }

    Page update(Ask ask) {
        String id = ask.required(ID);
        Map<String, Object> changes = new HashMap<>(ask.posted());
        changes.remove(ID);
        SpendStated.mark(changes, records.now());
        Entity changed = records.update(EntityKind.USER, id, ID, ask, fields -> fields.with(changes));
        return Answers.json(Map.of(ID, id, "data", answers.row(changed)));
    }

    /** The user's keys go with the user. */
    Page delete(Ask ask) {
        List<String> ids = ask.list("user_ids");
        ids.forEach(id -> records.get(EntityKind.USER, id, "user_ids"));
        for (String id : ids) {
            keys(id).forEach(key -> records.delete(EntityKind.KEY, key.id(), "keys"));
            records.delete(EntityKind.USER, id, "user_ids");
        }
        return Answers.json(ids.size());
    }

    Page info(Ask ask) {
        Entity user = records.get(EntityKind.USER, ask.required(ID), ID);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(ID, user.id());
        answer.put("user_info", answers.row(user));
        answer.put("keys", keys(user.id()).stream().map(answers::row).toList());
        answer.put(
                "teams",
                user.fields().texts("teams").stream()
                        .flatMap(team -> records.find(EntityKind.TEAM, team).stream())
                        .map(answers::row)
                        .toList());
        return Answers.json(answer);
    }

    Page list(Ask ask) {
        String role = ask.text("role");
        String mail = ask.text("user_email");
        List<Entity> found = records.identities()
                .all(
                        EntityKind.USER,
                        user -> (role == null || role.equals(user.fields().text("user_role")))
                                && (mail == null
                                        || String.valueOf(user.fields().text("user_email"))
                                                .contains(mail)));
        int size = ask.number("page_size", 25, MOST_PER_PAGE);
        int page = ask.number("page", 1, Integer.MAX_VALUE / MOST_PER_PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "users",
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

    private List<Entity> keys(String user) {
        return records.identities()
                .all(EntityKind.KEY, key -> user.equals(key.fields().text(ID)));
    }
}
