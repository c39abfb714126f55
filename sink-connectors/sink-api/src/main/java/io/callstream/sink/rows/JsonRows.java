package io.callstream.sink.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import java.io.ByteArrayOutputStream;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(items.size() * 2048);
        try (JsonGenerator out = EventJson.generator(bytes)) {
            out.writeStartArray();
            for (T item : items) {
                out.writeStartObject();
                writer.write(item, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException e) {
            // Counts as the batch's own fault; the cause is left out because it quotes the text.
            throw new IllegalArgumentException(
                    "an event cannot be written as JSON: " + e.getClass().getSimpleName());
        }
        return bytes.toByteArray();
    }

    private interface RowWriter<T> {
        void write(T item, JsonGenerator out) throws IOException;
    }
}
