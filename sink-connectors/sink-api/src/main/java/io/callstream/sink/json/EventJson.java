package io.callstream.sink.json;

import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON objects: what it is first ({@code kind} of an event of a call, {@code "type":"alert"}), then every column of the schema under its own name, null where
 * nothing is known. Instants are ISO-8601 in UTC, counts and money are integers. A column that holds JSON is written as that
 * value, digit for digit as it was received; where it is no valid JSON, as a string.
 *
 * <p>For any thread.
 */
public final class EventJson {
    /** Of an event with a short conversation. */
    private static final int USUAL_BYTES = 3 << 10;

    private final boolean content;
    private final TextCleaning cleaning;
    private final Map<Schema, Column[]> columns = new ConcurrentHashMap<>();

    private EventJson(boolean content, TextCleaning cleaning) {
        this.content = content;
        this.cleaning = cleaning;
    }

    /** Every column. */
    public static EventJson complete() {
        return new EventJson(true, TextCleaning.none());
    }

    /** The columns of {@link EventColumns#CONTENT} are written as null. */
    public EventJson withoutContent() {
        return new EventJson(false, cleaning);
    }

    public EventJson with(TextCleaning textCleaning) {
        return new EventJson(content, textCleaning);
    }

    /** The event as one line of UTF-8 without a line break. */
    public byte[] toBytes(SinkEvent event) {
        JsonOutput out = new JsonOutput(USUAL_BYTES);
        write(event, out);
        return out.bytes();
    }

    /** The events as lines of UTF-8, each with a line break at its end. */
    public byte[] toLines(Collection<? extends SinkEvent> events) {
        JsonOutput out = new JsonOutput(events.size() * USUAL_BYTES);
        for (SinkEvent event : events) {
            write(event, out);
            out.raw("\n");
        }
        return out.bytes();
    }

    /** Writes the event as one object. */
    public void write(SinkEvent event, JsonOutput out) {
        out.raw("{").field(event instanceof CallEvent ? "kind" : "type").text(EventColumns.word(event));
        writeColumns(event.avro(), out);
        out.raw("}");
    }

    /** Writes the record's columns as fields of the object that is being written. */
    public void writeColumns(IndexedRecord row, JsonOutput out) {
        for (Column column : columns(row)) {
            write(column, row.get(column.position()), out);
        }
    }

    /** Writes one column as a field of the object that is being written. */
    public void writeColumn(IndexedRecord row, Schema.Field field, JsonOutput out) {
        write(columns(row)[field.pos()], row.get(field.pos()), out);
    }

    /**
     * One column by itself, for destinations that keep JSON as text: what {@link #writeColumns} would write as its value;
     * null where it would write null.
     */
    public @Nullable String columnText(IndexedRecord row, Schema.Field field) {
        Object value = row.get(field.pos());
        Column column = columns(row)[field.pos()];
        if (value == null || column.withheld()) {
            return null;
        }
        return rawJson(column, value).map(RawJson::text).orElseGet(() -> text(value));
    }

    private String text(Object value) {
        JsonOutput out = new JsonOutput(256);
        value(value, out);
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    private Column[] columns(IndexedRecord row) {
        return columns.computeIfAbsent(row.getSchema(), schema -> Column.of(schema, content));
    }

    private void write(Column column, @Nullable Object value, JsonOutput out) {
        if (value == null || column.withheld()) {
            column.nothing(out);
            return;
        }
        column.begin(out);
        Optional<RawJson> json = rawJson(column, value);
        if (json.isPresent()) {
            out.raw(json.get().utf8());
        } else if (column.indexed() && value instanceof String text) {
            out.text(cleaning.key(text));
        } else {
            value(value, out);
        }
    }

    private Optional<RawJson> rawJson(Column column, Object value) {
        return column.json() && value instanceof String text ? RawJson.of(text, cleaning) : Optional.empty();
    }

    /** Asks for classes before it asks for interfaces, which takes longer to tell. */
    private void value(@Nullable Object value, JsonOutput out) {
        if (value == null) {
            out.nothing();
        } else if (value instanceof String text) {
            out.text(cleaning.text(text));
        } else if (value instanceof Number number) {
            number(number, out);
        } else if (value instanceof Boolean flag) {
            out.flag(flag);
        } else if (value instanceof Instant instant) {
            out.text(IsoInstant.of(instant));
        } else {
            structure(value, out);
        }
    }

    private static void number(Number value, JsonOutput out) {
        if (value instanceof Double || value instanceof Float) {
            out.number(value.doubleValue());
        } else {
            out.number(value.longValue());
        }
    }

    private void structure(Object value, JsonOutput out) {
        if (value instanceof Iterable<?> items) {
            out.raw("[");
            for (Object item : items) {
                out.separate();
                value(item, out);
            }
            out.raw("]");
        } else if (value instanceof Map<?, ?> map) {
            map(map, out);
        } else if (value instanceof IndexedRecord nested) {
            out.raw("{");
            writeColumns(nested, out);
            out.raw("}");
        } else {
            out.text(cleaning.text(value.toString()));
        }
    }

    private void map(Map<?, ?> map, JsonOutput out) {
        out.raw("{");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.field(cleaning.text(String.valueOf(entry.getKey())));
            value(entry.getValue(), out);
        }
        out.raw("}");
    }
}
