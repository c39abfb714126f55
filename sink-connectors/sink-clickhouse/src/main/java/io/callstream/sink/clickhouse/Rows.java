package io.callstream.sink.clickhouse;

import io.callstream.events.ChunkEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.JsonOutput;
import io.callstream.sink.rows.CallRows;
import java.util.Collection;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Writes rows in the format JSONEachRow: one object a line, a column a field. For any thread. */
final class Rows {
    private static final String ATTEMPTS = "attempts";
    private static final int USUAL_BYTES = 2048;

    private final EventJson json;

    Rows(boolean content) {
        this.json = content ? EventJson.complete() : EventJson.complete().withoutContent();
    }

    /** Empty if there are none. */
    byte[] calls(Collection<CallEvent> events) {
        return lines(events, (event, out) -> {
            out.field("status").text(CallRows.status(event));
            out.field("stage").number(CallRows.rank(event));
            columns(event.avro(), event.avro().getSchema().getFields(), out);
        });
    }

    /** Empty if there are none. */
    byte[] chunks(Collection<ChunkEvent> events) {
        return lines(
                events, (event, out) -> columns(event, CallRows.chunkColumns().values(), out));
    }

    private void columns(IndexedRecord row, Collection<Schema.Field> fields, JsonOutput out) {
        for (Schema.Field field : fields) {
            if (EventColumns.JSON.contains(field.name()) || field.name().equals(ATTEMPTS)) {
                String text = json.columnText(row, field);
                out.field(field.name());
                if (text == null) {
                    out.raw("null");
                } else {
                    out.text(text);
                }
            } else {
                json.writeColumn(row, field, out);
            }
        }
    }

    private static <T> byte[] lines(Collection<T> items, BiConsumer<? super T, JsonOutput> writer) {
        JsonOutput out = new JsonOutput(items.size() * USUAL_BYTES);
        for (T item : items) {
            out.raw("{");
            writer.accept(item, out);
            out.raw("}\n");
        }
        return out.bytes();
    }
}
