package io.callstream.sql.flink.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Makes lists, maps and rows of the JSON text that the decoder makes of them. */
final class NestedValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NestedValues() {}

    static @Nullable Object parsed(byte[] source, int from, int length, LogicalType type) {
        try {
            return value(JSON.readTree(source, from, length), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // our own decoder has written it
        }
    }

    private static @Nullable Object value(@Nullable JsonNode node, LogicalType type) {
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> node.booleanValue();
            case INTEGER -> node.intValue();
            case BIGINT -> node.longValue();
            case DOUBLE -> node.doubleValue();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> moment(node);
            case ARRAY -> list(node, ((ArrayType) type).getElementType());
            case MAP -> map(node, ((MapType) type).getValueType());
            case ROW -> row(node, ((RowType) type).getFields());
            default -> StringData.fromString(node.isTextual() ? node.textValue() : node.toString());
        };
    }

    private static TimestampData moment(JsonNode node) {
        return TimestampData.fromInstant(Instant.parse(node.textValue()));
    }

    private static GenericArrayData list(JsonNode node, LogicalType element) {
        Object[] items = new Object[node.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = value(node.get(i), element);
        }
        return new GenericArrayData(items);
    }

    private static GenericMapData map(JsonNode node, LogicalType type) {
        Map<StringData, @Nullable Object> members = new HashMap<>();
        node.properties()
                .forEach(member -> members.put(StringData.fromString(member.getKey()), value(member.getValue(), type)));
        return new GenericMapData(members);
    }

    private static GenericRowData row(JsonNode node, List<RowType.RowField> fields) {
        GenericRowData row = new GenericRowData(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            row.setField(
                    i, value(node.get(fields.get(i).getName()), fields.get(i).getType()));
        }
        return row;
    }
}
