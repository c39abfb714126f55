package io.callstream.events.column;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What a column holds for a value that Avro's own reader has read. */
final class PlainValues {
    private PlainValues() {}

    static @Nullable Object column(@Nullable Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (ColumnType.of(schema)) {
            case BOOLEAN -> value;
            case INTEGER, LONG, TIMESTAMP_MILLIS -> number(value);
            case DOUBLE -> ((Number) value).doubleValue();
            case TEXT -> value.toString();
            case BYTES -> value instanceof GenericFixed fixed ? ByteBuffer.wrap(fixed.bytes()) : value;
            case JSON -> json(value, schema);
        };
    }

    private static long number(Object value) {
        return value instanceof Instant instant ? instant.toEpochMilli() : ((Number) value).longValue();
    }

    /** The objects that {@link #parsed} makes of the value's JSON text. */
    private static @Nullable Object json(@Nullable Object value, Schema schema) {
        return switch (schema.getType()) {
            case UNION -> json(value, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)));
            case NULL -> null;
            case BOOLEAN -> value;
            case INT, LONG ->
                ColumnType.isMillis(schema)
                        ? Instant.ofEpochMilli(number(value)).toString()
                        : number(value);
            case FLOAT, DOUBLE -> finite((Number) value);
            case STRING, ENUM -> value.toString();
            case BYTES -> new String(((ByteBuffer) value).array(), StandardCharsets.ISO_8859_1);
            case FIXED -> new String(((GenericFixed) value).bytes(), StandardCharsets.ISO_8859_1);
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(each -> json(each, schema.getElementType()))
                                .collect(Collectors.toList());
            case MAP -> members((Map<?, ?>) value, each -> json(each, schema.getValueType()));
            case RECORD -> record((GenericRecord) value, schema);
        };
    }

    private static @Nullable Double finite(Number value) {
        return Double.isFinite(value.doubleValue()) ? Double.valueOf(value.toString()) : null;
    }

    private static Map<String, @Nullable Object> record(GenericRecord record, Schema schema) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        schema.getFields().forEach(field -> members.put(field.name(), json(record.get(field.pos()), field.schema())));
        return members;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> map, UnaryOperator<@Nullable Object> each) {
        Map<String, @Nullable Object> members = new TreeMap<>();
        map.forEach((name, value) -> members.put(name.toString(), each.apply(value)));
        return members;
    }

    /** A JSON text as objects; Avro's own parser of schemas reads it. */
    static @Nullable Object parsed(String json) {
        Schema holder = new Schema.Parser().parse("{\"type\":\"string\",\"x\":" + json + "}");
        return plain(holder.getObjectProp("x"));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return members(map, PlainValues::plain);
        } else if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::plain).collect(Collectors.toList());
        } else if (value instanceof Integer number) {
            return number.longValue();
        }
        return value == JsonProperties.NULL_VALUE ? null : value;
    }
}
