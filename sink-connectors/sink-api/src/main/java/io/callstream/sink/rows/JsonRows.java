package io.callstream.sink.rows;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonOutput;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Writes rows as one JSON array, a column a field. For any thread. */
public final class JsonRows {
    private static final int USUAL_BYTES = 2048;

    private final EventJson json;

    public JsonRows(EventJson json) {
        this.json = json;
    }

    /** Empty if there are none. */
    public byte[] calls(Collection<CallEvent> events) {
        return array(events, (event, out) -> {
            out.field("status").text(CallRows.status(event));
            json.writeColumns(event.avro(), out);
        });
    }

    /** Empty if there are none. */
    public byte[] chunks(Collection<ChunkEvent> events) {
        return array(events, json::writeColumns);
    }

    private static <T> byte[] array(Collection<T> items, BiConsumer<? super T, JsonOutput> writer) {
        if (items.isEmpty()) {
            return new byte[0];
        }
        JsonOutput out = new JsonOutput(items.size() * USUAL_BYTES);
        out.raw("[");
        String before = "{";
        for (T item : items) {
            out.raw(before);
            writer.accept(item, out);
            out.raw("}");
            before = ",{";
        }
        return out.raw("]").bytes();
    }
}
