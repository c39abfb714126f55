package io.callstream.sink.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.CallEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as JSON objects: {@code kind} first, then every column of the schema under its own name, null where
 * nothing is known. Instants are ISO-8601 in UTC, counts and money are integers. A column that holds JSON is written as that
 * value, digit for digit as it was received; where it is no valid JSON, as a string.
 *
 * <p>Immutable, for any thread.
 */
public final class EventJson {
    private final boolean content;
    private final TextCleaning cleaning;

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
            throw unwritable(event, e);
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
        for (Schema.Field field : row.getSchema().getFields()) {
            writeColumn(row, field, out);
        }
    }

    /** Writes one column as a field of the object that is being written. */
    public void writeColumn(IndexedRecord row, Schema.Field field, JsonGenerator out) throws IOException {
        out.writeFieldName(field.name());
        column(field.name(), row.get(field.pos()), out);
    }

    /**
     * One column by itself, for destinations that keep JSON as text: what {@link #writeColumns} would write as its value;
     * null where it would write null.
     */
    public @Nullable String columnText(IndexedRecord row, Schema.Field field) {
        Object value = row.get(field.pos());
        if (value == null || isWithheld(field.name())) {
            return null;
        }
        return value instanceof String text && isJson(field.name(), text) ? cleaned(text) : written(field, value);
    }

    private String written(Schema.Field field, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = generator(bytes)) {
            column(field.name(), value, out);
        } catch (IOException e) {
            throw new IllegalArgumentException("column " + field.name() + " cannot be written as JSON: "
                    + e.getClass().getSimpleName());
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether the column is left out because it says what was said in the call. */
    private boolean isWithheld(String name) {
        return !content && EventColumns.CONTENT.contains(name);
    }

    /** An exception that counts as the event's own fault; the cause is left out because it quotes the text. */
    private static IllegalArgumentException unwritable(CallEvent event, IOException e) {
        return new IllegalArgumentException("event " + event.eventId() + " cannot be written as JSON: "
                + e.getClass().getSimpleName());
    }

    private static boolean isJson(String column, String text) {
        return EventColumns.JSON.contains(column) && JsonText.isOneValue(text);
    }

    private String cleaned(String json) {
        return JsonText.onOneLine(cleaning.json(json));
    }

    private void column(String name, @Nullable Object value, JsonGenerator out) throws IOException {
        if (isWithheld(name)) {
            out.writeNull();
        } else if (value instanceof String text && isJson(name, text)) {
            out.writeRawValue(cleaned(text));
        } else {
            value(value, out);
        }
    }

    private void value(@Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Iterable<?> items) {
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
            scalar(value, out);
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

    private void scalar(Object value, JsonGenerator out) throws IOException {
        if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Instant instant) {
            out.writeString(instant.toString());
        } else {
            out.writeString(cleaning.text(value.toString()));
        }
    }
}
