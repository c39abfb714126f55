package io.callstream.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value as text. Moments are ISO-8601 in UTC; lists and maps are JSON. */
final class CellText {
    private static final JsonFactory JSON = new JsonFactory();
    /** Doubles below this are written without an exponent. */
    private static final double PLAIN_BELOW = 1e15;

    private CellText() {}

    /** For tables and CSV. */
    static String plain(@Nullable Object value, String ofNull) {
        if (value == null) {
            return ofNull;
        } else if (value instanceof List || value instanceof Map) {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(text)) {
                write(json, value, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // a string does not fail
            }
            return text.toString();
        } else if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return Math.abs(number) < PLAIN_BELOW ? BigDecimal.valueOf(number).toPlainString() : number.toString();
        }
        return moment(value);
    }

    private static String moment(Object value) {
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString();
        } else if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        return value.toString();
    }

    /** @param raw whether a text is JSON that is written as it is */
    static void write(JsonGenerator json, @Nullable Object value, boolean raw) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                write(json, item, false);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(json, member.getValue(), false);
            }
            json.writeEndObject();
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (raw) {
            json.writeRawValue(value.toString().replaceAll("[\\r\\n]+", " "));
        } else {
            json.writeString(moment(value));
        }
    }

    private static void number(JsonGenerator json, Number value) throws IOException {
        if (value instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else if (value instanceof BigDecimal exact) {
            json.writeNumber(exact.toPlainString());
        } else if (value instanceof Double || value instanceof Float) {
            double number = value.doubleValue();
            if (Double.isFinite(number)) {
                json.writeNumber(value.toString());
            } else {
                json.writeNull(); // JSON has no such number
            }
        } else {
            json.writeNumber(value.longValue());
        }
    }
}
