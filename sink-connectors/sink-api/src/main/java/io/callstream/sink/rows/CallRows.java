package io.callstream.sink.rows;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * The rows of the tables {@code calls}, one per call, and {@code chunks}, one per chunk. A call's row shows one event of the
 * call: success, else failure, else a failure that only the gateway's next start told ({@code GATEWAY_LOST}), else the
 * pre-call. A database that holds the row already compares ranks: an event of an equal or higher {@link #rank} replaces it.
 */
public final class CallRows {
    /** The error code of a call whose end nobody saw. */
    public static final String LOST = "GATEWAY_LOST";

    private static final Set<String> IN_THE_CALLS_ROW = Set.of("user_id", "end_user");

    private CallRows() {}

    /** One event per call, in the order of call ids, so that two copies of a sink never wait for each other's rows. */
    public static Collection<CallEvent> latest(List<CallEvent> batch) {
        SortedMap<String, CallEvent> byCall = new TreeMap<>();
        for (CallEvent event : batch) {
            if (!(event instanceof CallEvent.Chunk)) {
                byCall.merge(event.callId(), event, (known, next) -> rank(next) >= rank(known) ? next : known);
            }
        }
        return byCall.values();
    }

    /** The chunks of the batch, each once, in the order of calls and chunks. */
    public static Collection<ChunkEvent> chunks(List<CallEvent> batch) {
        SortedMap<String, ChunkEvent> byId = new TreeMap<>();
        for (CallEvent event : batch) {
            if (event instanceof CallEvent.Chunk chunk) {
                byId.put(event.callId() + String.format("%010d", chunk.event().getChunkIndex()), chunk.event());
            }
        }
        return byId.values();
    }

    /** How much the event says about its call: 0 to 3. */
    public static int rank(CallEvent event) {
        return event.match(
                preCall -> 0, chunk -> 0, success -> 3, failure -> LOST.equals(failure.getErrorCode()) ? 1 : 2);
    }

    /** What the column {@code status} says: started, success or failure. */
    public static String status(CallEvent event) {
        return event instanceof CallEvent.PreCall ? "started" : event.kind().word();
    }

    /**
     * Every column of {@code chunks}, by name, in the order of the schema. Whose call it was stands in the call's row: a chunk is found by its
     * call.
     */
    public static Map<String, Schema.Field> chunkColumns() {
        Map<String, Schema.Field> columns = new LinkedHashMap<>();
        ChunkEvent.getClassSchema().getFields().stream()
                .filter(field -> !IN_THE_CALLS_ROW.contains(field.name()))
                .forEach(field -> columns.put(field.name(), field));
        return columns;
    }

    /** Every column of {@code calls} that comes from events, by name, in the order of the schemas. */
    public static Map<String, Schema.Field> callColumns() {
        Map<String, Schema.Field> columns = new LinkedHashMap<>();
        SuccessEvent.getClassSchema().getFields().forEach(field -> columns.put(field.name(), field));
        FailureEvent.getClassSchema().getFields().forEach(field -> columns.putIfAbsent(field.name(), field));
        return columns;
    }
}
