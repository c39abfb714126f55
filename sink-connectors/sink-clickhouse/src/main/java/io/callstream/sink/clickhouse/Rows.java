package io.callstream.sink.clickhouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.rows.CallRows;
import java.io.IOException;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Writes rows in the format JSONEachRow: one object a line, a column a field. For any thread. */
final class Rows {
    private static final String ATTEMPTS = "attempts";

    private final EventJson json;

    Rows(boolean content) {
        this.json = content ? EventJson.complete() : EventJson.complete().withoutContent();
    }

    /** Empty if there are none. */
    byte[] calls(Collection<CallEvent> events) {
        return lines(events, (event, out) -> {
            out.writeStringField("status", CallRows.status(event));
            out.writeNumberField("stage", CallRows.rank(event));
            columns(event.avro(), event.avro().getSchema().getFields(), out);
        });
    }

    /** Empty if there are none. */
    byte[] chunks(Collection<ChunkEvent> events) {
        return lines(
                events, (event, out) -> columns(event, CallRows.chunkColumns().values(), out));
    }

    private void columns(IndexedRecord row, Collection<Schema.Field> fields, JsonGenerator out) throws IOException {
        for (Schema.Field field : fields) {
            if (EventColumns.JSON.contains(field.name()) || field.name().equals(ATTEMPTS)) {
                out.writeStringField(field.name(), json.columnText(row, field));
            } else {
                json.writeColumn(row, field, out);
            }
        }
    }

    private static <T> byte[] lines(Collection<T> items, RowWriter<? super T> writer) {
        return JsonBytes.of(items.size() * 2048, out -> {
            for (T item : items) {
                out.writeStartObject();
                writer.write(item, out);
                out.writeEndObject();
                out.writeRaw('\n');
            }
        });
    }

    private interface RowWriter<T> {
        void write(T item, JsonGenerator out) throws IOException;
    }
}
