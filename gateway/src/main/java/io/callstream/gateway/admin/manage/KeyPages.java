package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code /key/*}. */
final class KeyPages {
    private static final String KEY = "key";
    private static final String TEMPORARY = "temp_budget_increase";
    private static final String TEMPORARY_END = "temp_budget_expiry";
    private static final int MOST_PER_PAGE = 1_000;
    private static final Map<String, String> ROUTES_OF_TYPES =
            Map.of("llm_api", "llm_api_routes", "management", "management_routes", "read_only", "info_routes");

    private final Records records;
    private final Answers answers;
    private final KeyBounds bounds;
    private final RandomGenerator random;
    private final Delegates delegates;

    KeyPages(Records records, Answers answers, KeyBounds bounds, RandomGenerator random, Delegates delegates) {
        this.records = records;
        this.answers = answers;
        this.bounds = bounds;
        this.random = random;
        this.delegates = delegates;
    }

    Page generate(Ask ask) {
        return Answers.json(generated(ask, ask.posted()));
    }

    /** A new key with these fields, as it is answered: the only time that the key itself is. */
    Map<String, Object> generated(Ask ask, Map<String, Object> posted) {
        Map<String, Object> fields = new HashMap<>(posted);
        Object given = fields.remove(KEY);
        bounds.apply(fields, records.now());
        String secret = secret(given, KEY);
        prepare(fields);
        refer(fields);
        String hash = KeySecrets.hash(secret);
        freeAlias(fields.get("key_alias"), hash);
        fields.put("key_name", KeySecrets.name(secret));
        return withSecret(records.create(EntityKind.KEY, hash, fields, ask), secret);
    }

    /** Whether a key with these fields could be made, for who makes something else before it. @throws ManagementException if not */
    void check(Map<String, Object> posted) {
        Map<String, Object> fields = new HashMap<>(posted);
        bounds.apply(fields, records.now());
        prepare(fields);
    }

    private String secret(@Nullable Object chosen, String name) {
        if (chosen == null) {
            return KeySecrets.make(random);
        }
        if (chosen instanceof String key) {
            return KeySecrets.chosen(key);
        }
        throw ManagementException.bad(name + " is not what it must be (expected a string)", name);
    }

    private Map<String, Object> withSecret(Entity key, String secret) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(KEY, secret);
        row.putAll(answers.row(key));
        row.put("token_id", key.id());
        return row;
    }

    /** Fields that stand for others. */
    private void prepare(Map<String, Object> fields) {
        Object duration = fields.remove("duration");
        if (duration instanceof String said) {
            Instant end = Durations.end("duration", said, records.now());
            fields.put("expires", end == null ? null : end.toString());
        } else if (duration != null) {
            throw ManagementException.bad("duration is not what it must be (expected such as 30d)", "duration");
        }
        Object type = fields.remove("key_type");
        String routes = type == null ? null : ROUTES_OF_TYPES.get(type.toString());
        if (routes != null) {
            fields.merge("allowed_routes", List.of(routes), (said, usual) -> said.equals(List.of()) ? usual : said);
        } else if (type != null && !type.equals("default")) {
            throw ManagementException.bad(
                    "key_type is not what it must be (expected default, llm_api, management or read_only)", "key_type");
        }
        boolean more = fields.get(TEMPORARY) != null;
        if (more != (fields.get(TEMPORARY_END) != null)) {
            throw ManagementException.bad(
                    TEMPORARY + " and " + TEMPORARY_END + " must be set together", more ? TEMPORARY_END : TEMPORARY);
        }
        SpendStated.mark(fields, records.now());
        fields.remove("token");
        fields.remove("token_id");
    }

    /** What a key names has to be there. */
    private void refer(Map<String, Object> fields) {
        if (fields.get("team_id") instanceof String team) {
            records.get(EntityKind.TEAM, team, "team_id");
        }
        if (fields.get("budget_id") instanceof String budget) {
            records.get(EntityKind.BUDGET, budget, "budget_id");
        }
    }

    private void freeAlias(@Nullable Object alias, String hash) {
        if (alias instanceof String name) {
            String owner = records.identities().keyOfAlias(name);
            if (owner != null && !owner.equals(hash)) {
                throw ManagementException.bad(
                        "Key with alias '" + ShownText.of(name)
                                + "' already exists. Unique key aliases across all keys are required.",
                        "key_alias");
            }
        }
    }

    Page update(Ask ask) {
        String named = ask.required(KEY);
        String hash = KeySecrets.hash(named);
        Map<String, Object> changes = new HashMap<>(ask.posted());
        changes.remove(KEY);
        changes.remove("key_name");
        bounds.keep(changes, records.now());
        prepare(changes);
        refer(changes);
        freeAlias(changes.get("key_alias"), hash);
        Entity changed = records.update(EntityKind.KEY, hash, KEY, ask, fields -> fields.with(changes));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(KEY, named);
        row.putAll(answers.row(changed));
        return Answers.json(row);
    }

    /** All of them are there, or none is removed. */
    Page delete(Ask ask) {
        boolean byAlias = ask.has("key_aliases");
        String param = byAlias ? "key_aliases" : "keys";
        List<String> hashes = ask.list(param).stream()
                .map(named -> byAlias ? ofAlias(named) : KeySecrets.hash(named))
                .distinct()
                .toList();
        hashes.forEach(hash -> records.get(EntityKind.KEY, hash, param));
        hashes.forEach(hash -> records.delete(EntityKind.KEY, hash, param));
        return Answers.json(Map.of("deleted_keys", hashes));
    }

    private String ofAlias(String alias) {
        String hash = records.identities().keyOfAlias(alias);
        if (hash == null) {
            throw Records.missing(EntityKind.KEY, alias, "key_aliases");
        }
        return hash;
    }

    /** The key that was there before is no longer; the new one goes on with what has been spent. */
    Page regenerate(Ask ask) {
        String variable = ask.request().variable();
        String old = KeySecrets.hash(variable.isEmpty() ? ask.required(KEY) : variable);
        Entity before = records.get(EntityKind.KEY, old, KEY);
        Object spent = answers.row(before).get("spend");
        Map<String, Object> changes = new HashMap<>(ask.posted());
        changes.remove(KEY);
        Object chosen = changes.remove("new_key");
        Instant grace = grace(changes.remove("grace_period"));
        String secret = secret(chosen, "new_key");
        bounds.keep(changes, records.now());
        prepare(changes);
        refer(changes);
        freeAlias(changes.get("key_alias"), old);
        Map<String, Object> fields = new HashMap<>(before.fields().with(changes).values());
        fields.put("key_name", KeySecrets.name(secret));
        if (spent instanceof BigDecimal amount && amount.signum() > 0) {
            fields.put("spend", amount);
            fields.put("spend_at", records.now().toString());
        }
        Entity fresh = records.create(EntityKind.KEY, KeySecrets.hash(secret), fields, ask);
        end(before, grace, ask);
        return Answers.json(withSecret(fresh, secret));
    }

    /** Until when a key that is made anew may be used as it was; null for not at all. */
    private @Nullable Instant grace(@Nullable Object said) {
        if (said == null || said.equals("")) {
            return null;
        }
        Instant end = said instanceof String length ? Durations.end("grace_period", length, records.now()) : null;
        if (end == null) {
            throw ManagementException.bad("grace_period is not what it must be (expected such as 24h)", "grace_period");
        }
        return end;
    }

    /** What a key spends in its last days is on its own account; its name is the new one's. */
    private void end(Entity key, @Nullable Instant grace, Ask ask) {
        Instant before = key.fields().time("expires");
        if (grace == null) {
            records.delete(EntityKind.KEY, key.id(), KEY);
            return;
        }
        Instant end = before == null || grace.isBefore(before) ? grace : before;
        Map<String, Object> last = new HashMap<>();
        last.put("expires", end.toString());
        last.put("key_alias", null);
        records.update(EntityKind.KEY, key.id(), KEY, ask, fields -> fields.with(last));
    }

    Page block(Ask ask, boolean blocked) {
        String hash = KeySecrets.hash(ask.required(KEY));
        Entity changed = records.update(EntityKind.KEY, hash, KEY, ask, fields -> fields.with("blocked", blocked));
        return Answers.json(answers.row(changed));
    }

    /** Every key may see itself; others are for those who manage them. */
    Page info(Ask ask) {
        ApiKey own = ask.request().caller().key();
        String named = ask.text(KEY);
        if (named == null && own == null) {
            throw ManagementException.bad("key is missing", KEY);
        }
        String hash = named == null && own != null ? own.hash().hex() : KeySecrets.hash(String.valueOf(named));
        boolean itself = own != null && own.hash().hex().equals(hash);
        if (!itself && !sees(ask, hash)) {
            throw PathTable.denied(ask.request().path());
        }
        Map<String, Object> info = answers.row(records.get(EntityKind.KEY, hash, KEY));
        info.remove("token");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(KEY, named == null ? hash : named);
        answer.put("info", info);
        return Answers.json(answer);
    }

    /** Whoever sees all of them hears of one that is not there. */
    private boolean sees(Ask ask, String hash) {
        return ask.grant().manages(ask.request().path(), false)
                || records.find(EntityKind.KEY, hash)
                        .filter(delegates.seenBy(ask))
                        .isPresent();
    }

    Page list(Ask ask) {
        KeyFilter filter = new KeyFilter(ask, records.now());
        List<Entity> found = records.identities().all(EntityKind.KEY, filter.and(delegates.seenBy(ask)));
        found.sort(filter.order(key -> answers.row(key).get("spend")));
        int size = ask.number("size", 10, MOST_PER_PAGE);
        int page = ask.number("page", 1, Integer.MAX_VALUE / MOST_PER_PAGE);
        boolean whole = ask.flag("return_full_object");
        List<Object> keys = new ArrayList<>();
        found.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(key -> keys.add(whole ? answers.row(key) : key.id()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("keys", keys);
        answer.put("total_count", found.size());
        answer.put("current_page", page);
        answer.put("total_pages", (found.size() + size - 1) / size);
        return Answers.json(answer);
    }
}
