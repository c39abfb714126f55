package io.callstream.gateway.stage.conversation;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.ResponsesConfig;
import io.callstream.json.JsonValue;
import io.callstream.table.MemoryTables;
import io.callstream.table.SharedTable;
import io.callstream.table.SharedTables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that later requests go on from, in a table that gateways share. What Kafka has not taken yet is known to this gateway alone. Safe
 * for all threads; nothing here waits.
 */
public final class Conversations {
    private static final int MOST_TURNS = 1_000;
    private static final long MOST_BYTES = 32 << 20;
    private static final int MOST_WAITING = 1_000;
    private static final String NOBODY = "nobody";

    private final SharedTable table;
    private final ResponsesConfig config;
    private final Clock clock;
    private final Envelope envelope = new Envelope();
    private final KeptAges ages = new KeptAges();
    /** Written, and not in the table yet. */
    private final Map<String, byte[]> waiting = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_WAITING;
        }
    });

    public Conversations(SharedTable table, ResponsesConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
        table.listen(ages::changed);
    }

    /**
     * Those of a gateway.
     *
     * @param shared whether there is a Kafka to share them by; else they are in memory alone
     */
    public static Conversations open(SharedTables tables, boolean shared, ResponsesConfig config, Clock clock) {
        boolean kept = shared && !config.keep().isZero();
        SharedTables where = kept ? tables : new MemoryTables();
        return new Conversations(where.passing(TopicCatalogue.responses()), config, clock);
    }

    /** Whose answers are whose: a key's are its own. */
    public static String owner(@Nullable ApiKey key) {
        return key == null ? NOBODY : key.hash().hex();
    }

    /** Whether anything is kept. */
    boolean keeps() {
        return !config.keep().isZero();
    }

    /** One that is too large is not kept. */
    public void keep(String id, String owner, KeptResponse response) {
        if (!keeps()) {
            return;
        }
        long now = clock.millis();
        byte[] sealed = envelope.seal(id, owner, now, response.toBytes());
        if (sealed.length > config.maxEntryBytes()) {
            return;
        }
        put(Envelope.name(id), sealed);
        ages.tooMany(config.maxBytes(), now - config.keep().toMillis()).forEach(table::remove);
    }

    private void put(String name, byte[] sealed) {
        waiting.put(name, sealed);
        table.put(name, sealed).thenRun(() -> waiting.remove(name, sealed));
    }

    /** Empty when there is none, or none of this owner's. */
    public Optional<KeptResponse> find(String id, String owner) {
        byte[] content = content(id, owner);
        return content == null ? Optional.empty() : Optional.of(KeptResponse.read(content));
    }

    private byte @Nullable [] content(String id, String owner) {
        String name = Envelope.name(id);
        byte[] known = table.get(name);
        byte[] sealed = known == null ? waiting.get(name) : known;
        boolean old = sealed != null
                && Envelope.millis(sealed) < clock.millis() - config.keep().toMillis();
        return sealed == null || old ? null : envelope.open(id, owner, sealed);
    }

    /** Seconds since 1970. */
    long now() {
        return clock.instant().getEpochSecond();
    }

    /** Another look at it finds nothing any more. */
    public void remove(String id) {
        String name = Envelope.name(id);
        waiting.remove(name);
        table.remove(name);
    }

    /**
     * All that was said until a response, from the beginning; empty when some of it is no longer there, or when it is too much.
     *
     * @param last the response
     */
    Optional<List<JsonValue>> until(KeptResponse last, String owner) {
        List<List<JsonValue>> turns = new ArrayList<>(List.of(last.items()));
        String previous = last.previous();
        long bytes = 0;
        while (previous != null && turns.size() < MOST_TURNS && bytes < MOST_BYTES) {
            byte[] content = content(previous, owner);
            if (content == null) {
                return Optional.empty();
            }
            bytes += content.length;
            KeptResponse before = KeptResponse.read(content);
            turns.add(before.items());
            previous = before.previous();
        }
        Collections.reverse(turns);
        return previous == null
                ? Optional.of(turns.stream().flatMap(List::stream).toList())
                : Optional.empty();
    }
}
