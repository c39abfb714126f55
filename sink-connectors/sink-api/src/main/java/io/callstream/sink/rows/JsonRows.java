package io.callstream.sink.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonBytes;
import java.io.IOException;
import java.util.Collection;

/** Writes rows as one JSON array, a column a field. For any thread. */
public final class JsonRows {
    private final EventJson json;

    public JsonRows(EventJson json) {
        this.json = json;
    }

    /** Empty if there are none. */
    public byte[] calls(Collection<CallEvent> events) {
        return array(events, (event, out) -> {
            out.writeStringField("status", CallRows.status(event));
            json.writeColumns(event.avro(), out);
        });
    }

    /** Empty if there are none. */
    public byte[] chunks(Collection<ChunkEvent> events) {
        return array(events, json::writeColumns);
    }

    private static <T> byte[] array(Collection<T> items, RowWriter<? super T> writer) {
        if (items.isEmpty()) {
            return new byte[0];
        }
        return JsonBytes.of(items.size() * 2048, out -> {
            out.writeStartArray();
            for (T item : items) {
                out.writeStartObject();
                writer.write(item, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private interface RowWriter<T> {
        void write(T item, JsonGenerator out) throws IOException;
    }
}
