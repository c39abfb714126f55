package io.callstream.sink.postgres;

import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.TextCleaning;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Writes the columns of events. For any thread. */
final class RowWriter {
    private final EventJson json;
    private final TextCleaning cleaning;

    /** @param cleaning for texts that are no JSON; {@code json} has its own */
    RowWriter(EventJson json, TextCleaning cleaning) {
        this.json = json;
        this.cleaning = cleaning;
    }

    /** Null for a column that the event does not have. */
    void write(IndexedRecord event, Map<String, ColumnType> columns, CopyBuffer out) {
        Schema schema = event.getSchema();
        columns.forEach((name, type) -> {
            Schema.Field field = schema.getField(name);
            Object value = field == null ? null : value(event, field, type);
            if (value == null) {
                out.nothing();
            } else {
                type.write(value, out);
            }
        });
    }

    private @Nullable Object value(IndexedRecord event, Schema.Field field, ColumnType type) {
        if (type == ColumnType.JSON) {
            return json.columnText(event, field);
        }
        Object value = event.get(field.pos());
        if (value instanceof CharSequence text) {
            return EventColumns.INDEXED.contains(field.name())
                    ? cleaning.key(text.toString())
                    : cleaning.text(text.toString());
        }
        return value instanceof List<?> items
                ? items.stream().map(item -> cleaning.text(item.toString())).toList()
                : value;
    }
}
