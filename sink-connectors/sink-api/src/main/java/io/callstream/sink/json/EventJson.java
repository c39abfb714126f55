package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.CallEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON objects: {@code kind} first, then every column of the schema under its own name, null where
 * nothing is known. Instants are ISO-8601 in UTC, counts and money are integers. A column that holds JSON is written as that
 * value, digit for digit as it was received; where it is no valid JSON, as a string.
 *
 * <p>For any thread.
 */
public final class EventJson {
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
    public byte[] toBytes(CallEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = generator(bytes)) {
            write(event, out);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return bytes.toByteArray();
    }

    /** The events as lines of UTF-8, each with a line break at its end. */
    public byte[] toLines(Collection<CallEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 2048);
        try (JsonGenerator out = generator(bytes)) {
            for (CallEvent event : events) {
                write(event, out);
                out.writeRaw('\n');
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        return bytes.toByteArray();
    }

    /** A generator of UTF-8 as this class wants it. */
    public static JsonGenerator generator(ByteArrayOutputStream bytes) throws IOException {
        return JsonText.FACTORY.createGenerator(bytes, JsonEncoding.UTF8);
    }

    /** Writes the event as one object. */
    public void write(CallEvent event, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("kind", event.kind().word());
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
        return isJson(column, value) ? cleaned((String) value) : text(value);
    }

    private String text(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = generator(bytes)) {
            value(value, out);
        } catch (IOException e) {
            throw unwritable(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Column[] columns(IndexedRecord row) {
        return columns.computeIfAbsent(row.getSchema(), schema -> Column.of(schema, content));
    }

    /** An exception that counts as the event's own fault; the cause is left out because it quotes the text. */
    private static IllegalArgumentException unwritable(IOException e) {
        return new IllegalArgumentException(
                "an event cannot be written as JSON: " + e.getClass().getSimpleName());
    }

    private void write(Column column, @Nullable Object value, JsonGenerator out) throws IOException {
        out.writeFieldName(column.name());
        if (value == null || column.withheld()) {
            out.writeNull();
        } else if (isJson(column, value)) {
            out.writeRawValue(cleaned((String) value));
        } else {
            value(value, out);
        }
    }

    private static boolean isJson(Column column, Object value) {
        return column.json() && value instanceof String text && JsonText.isOneValue(text);
    }

    private String cleaned(String json) {
        return JsonText.onOneLine(cleaning.json(json));
    }

    /** Asks for classes before it asks for interfaces, which takes longer to tell. */
    private void value(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(cleaning.text(text));
        } else if (value instanceof Number number) {
            number(number, out);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Instant instant) {
            out.writeString(instant.toString());
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
            out.writeString(cleaning.text(value.toString()));
        }
    }

    private void map(Map<?, ?> map, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.writeFieldName(cleaning.text(String.valueOf(entry.getKey())));
            value(entry.getValue(), out);
        }
        out.writeEndObject();
    }
}
