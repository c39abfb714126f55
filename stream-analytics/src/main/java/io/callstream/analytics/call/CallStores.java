package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What is kept of calls: rows, ends that wait, chunks, and what is due when. For the task's thread. */
record CallStores(
        KeyValueStore<String, CallRecord> rows,
        KeyValueStore<String, CallRecord> ends,
        KeyValueStore<String, byte[]> chunkStore,
        KeyValueStore<String, String> reminders) {
    static final String ORPHAN = "orphan";
    static final String COMPLETE = "complete";
    static final String FORGET = "forget";

    private static final int MOST_AT_ONCE = 2_000;

    static CallStores of(ProcessorContext<?, ?> context) {
        return new CallStores(
                context.getStateStore(CallsTopology.ROWS),
                context.getStateStore(CallsTopology.ENDS),
                context.getStateStore(CallsTopology.CHUNKS),
                context.getStateStore(CallsTopology.DUE));
    }

    @Nullable CallRecord row(String callId) {
        return rows.get(callId);
    }

    void keep(CallRecord row) {
        rows.put(row.getCallId(), row);
    }

    @Nullable CallRecord end(String callId) {
        return ends.get(callId);
    }

    void keepEnd(CallRecord end) {
        ends.put(end.getCallId(), end);
    }

    void keep(String callId, int index, Chunk chunk) {
        chunkStore.put(Chunk.key(callId, index), chunk.toBytes());
    }

    int chunkCount(String callId) {
        return chunks(callId).size();
    }

    /** In order of their index, each once. */
    List<Chunk> chunks(String callId) {
        List<Chunk> chunks = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = chunkStore.range(Chunk.first(callId), Chunk.last(callId))) {
            found.forEachRemaining(entry -> chunks.add(Chunk.of(entry.value)));
        }
        return chunks;
    }

    /** Forgets what the row was made of. */
    void forgetParts(String callId) {
        ends.delete(callId);
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = chunkStore.range(Chunk.first(callId), Chunk.last(callId))) {
            found.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(chunkStore::delete);
    }

    void forget(String callId) {
        forgetParts(callId);
        rows.delete(callId);
    }

    /** Every row that is wanted, at most so many: whoever takes them out asks again. */
    List<CallRecord> rows(Predicate<CallRecord> wanted, int most) {
        List<CallRecord> found = new ArrayList<>();
        try (KeyValueIterator<String, CallRecord> all = rows.all()) {
            while (all.hasNext() && found.size() < most) {
                CallRecord row = all.next().value;
                if (wanted.test(row)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    /** Has something done about a call, at a time on the clock of this machine. */
    void remind(long at, String what, String callId) {
        reminders.put(time(at) + what + ':' + callId, what);
    }

    /** Does what is due; a great deal that is due at once is done in parts. */
    void due(long now, BiConsumer<String, String> action) {
        List<KeyValue<String, String>> found = new ArrayList<>();
        try (KeyValueIterator<String, String> due = reminders.range("0", time(now + 1))) {
            while (due.hasNext() && found.size() < MOST_AT_ONCE) {
                found.add(due.next());
            }
        }
        for (KeyValue<String, String> each : found) {
            reminders.delete(each.key);
            action.accept(each.value, each.key.substring(time(0).length() + each.value.length() + 1));
        }
    }

    /** In the order of time as text, too. */
    private static String time(long millis) {
        return String.format("%013x", millis);
    }
}
