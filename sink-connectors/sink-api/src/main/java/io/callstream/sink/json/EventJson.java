package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkEvent;
import java.io.IOException;
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
        return JsonBytes.of(USUAL_BYTES, out -> write(event, out));
    }

    /** The events as lines of UTF-8, each with a line break at its end. */
    public byte[] toLines(Collection<? extends SinkEvent> events) {
        return JsonBytes.of(events.size() * USUAL_BYTES, out -> {
            for (SinkEvent event : events) {
                write(event, out);
                out.writeRaw('\n');
            }
        });
    }

    /** Writes the event as one object. */
    public void write(SinkEvent event, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField(event instanceof CallEvent ? "kind" : "type", EventColumns.word(event));
        writeColumns(event.avro(), out);
        out.writeEndObject();
    }

    /** Writes the record's columns as fields of the object that is being written. */
    public void writeColumns(IndexedRecord row, JsonGenerator out) throws IOException {
        for (Column column : columns(row)) {
            write(column, row.get(column.position()), out);
        }
    }

    /** Writes one column as a field of the object that is being written. */
    public void writeColumn(IndexedRecord row, Schema.Field field, JsonGenerator out) throws IOException {
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
        return rawJson(column, value).map(RawJson::getValue).orElseGet(() -> text(value));
    }

    private String text(Object value) {
        return new String(JsonBytes.of(256, out -> value(value, out)), StandardCharsets.UTF_8);
    }

    private Column[] columns(IndexedRecord row) {
        return columns.computeIfAbsent(row.getSchema(), schema -> Column.of(schema, content));
    }

    private void write(Column column, @Nullable Object value, JsonGenerator out) throws IOException {
        out.writeFieldName(column.name());
        if (value == null || column.withheld()) {
            out.writeNull();
            return;
        }
        Optional<RawJson> json = rawJson(column, value);
        if (json.isPresent()) {
            out.writeRawValue(json.get());
        } else if (column.indexed() && value instanceof String text) {
            JsonStrings.write(cleaning.key(text), out);
        } else {
            value(value, out);
        }
    }

    private Optional<RawJson> rawJson(Column column, Object value) {
        return column.json() && value instanceof String text ? RawJson.of(text, cleaning) : Optional.empty();
    }

    /** Asks for classes before it asks for interfaces, which takes longer to tell. */
    private void value(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            JsonStrings.write(cleaning.text(text), out);
        } else if (value instanceof Number number) {
            number(number, out);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Instant instant) {
            JsonStrings.write(IsoInstant.of(instant), out);
        } else {
            structure(value, out);
        }
    }

    private static void number(Number value, JsonGenerator out) throws IOException {
        if (value instanceof Double || value instanceof Float) {
            out.writeNumber(value.doubleValue());
        } else {
            out.writeNumber(value.longValue());
        }
    }

    private void structure(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Iterable<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                value(item, out);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            map(map, out);
        } else if (value instanceof IndexedRecord nested) {
            out.writeStartObject();
            writeColumns(nested, out);
            out.writeEndObject();
        } else {
            JsonStrings.write(cleaning.text(value.toString()), out);
        }
    }

    private void map(Map<?, ?> map, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(Texts.wellFormed(cleaning.text(String.valueOf(entry.getKey()))));
            value(entry.getValue(), out);
        }
        out.writeEndObject();
    }
}
