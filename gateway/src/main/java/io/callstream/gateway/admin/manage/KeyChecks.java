package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /key/health} and {@code /key/aliases}. */
final class KeyChecks {
    private static final int MOST_PER_PAGE = 1_000;

    private final Records records;
    private final Delegates delegates;

    KeyChecks(Records records, Delegates delegates) {
        this.records = records;
        this.delegates = delegates;
    }

    /**
     * The key that asks is healthy, or it would not have been admitted. Whether a sink takes its events is not asked for: gateways do not
     * know sinks.
     */
    Page health(Ask ask) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("key", "healthy");
        answer.put("logging_callbacks", null);
        return Answers.json(answer);
    }

    /** Those of all keys for who may see these, else of the caller's own and its team's. */
    Page aliases(Ask ask) {
        String part = ask.text("search");
        String team = ask.text("team_id");
        Predicate<Entity> seen = delegates.seenBy(ask);
        List<String> found = records.identities().all(EntityKind.KEY, key -> seen.test(key) || own(ask, key)).stream()
                .map(Entity::fields)
                .filter(key -> team == null || team.equals(key.text("team_id")))
                .map(key -> key.text("key_alias"))
                .filter(alias -> alias != null && !alias.isEmpty() && holds(alias, part))
                .sorted()
                .toList();
        int size = ask.number("size", 50, MOST_PER_PAGE);
        int page = ask.number("page", 1, Integer.MAX_VALUE / MOST_PER_PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "aliases", found.stream().skip((page - 1L) * size).limit(size).toList());
        answer.put("total_count", found.size());
        answer.put("current_page", page);
        answer.put("total_pages", (found.size() + size - 1) / size);
        answer.put("size", size);
        return Answers.json(answer);
    }

    private static boolean holds(String alias, @Nullable String part) {
        return part == null || alias.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private static boolean own(Ask ask, Entity key) {
        ApiKey own = ask.request().caller().key();
        Fields fields = key.fields();
        return own != null
                && (key.id().equals(own.hash().hex())
                        || same(own.userId(), fields.text("user_id"))
                        || same(own.teamId(), fields.text("team_id")));
    }

    private static boolean same(@Nullable String own, @Nullable String other) {
        return own != null && own.equals(other);
    }
}
