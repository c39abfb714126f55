package io.callstream.sink.mysql;

import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Turns a column of an event into what the driver sends: numbers and flags as they are, times and JSON as text. */
final class Cells {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** Characters of up to four bytes, of 65,535 that a column of type text has. */
    private static final int LONGEST_TEXT = 16_000;

    private static final int LONGEST_MESSAGE = 4_000_000;

    private final EventJson json;

    Cells(boolean content) {
        this.json = content ? EventJson.complete() : EventJson.complete().withoutContent();
    }

    /** Null if the event does not have the column or says nothing there. */
    @Nullable Object cell(IndexedRecord row, String column) {
        Schema.Field field = row.getSchema().getField(column);
        Object value = field == null ? null : row.get(field.pos());
        if (field == null || value == null) {
            return null;
        }
        if (value instanceof Instant instant) {
            return TIME.format(instant);
        }
        if (value instanceof String text && !EventColumns.JSON.contains(column)) {
            return text(column, text);
        }
        boolean structured = value instanceof Collection<?> || value instanceof Map<?, ?>;
        return structured || EventColumns.JSON.contains(column) ? json.columnText(row, field) : value;
    }

    /** What a column that is no JSON holds of a text. */
    static String text(String column, String text) {
        return Texts.id(text, column.equals("message") ? LONGEST_MESSAGE : LONGEST_TEXT);
    }
}
