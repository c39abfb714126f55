package io.callstream.analytics.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Rows as JSON: every column under its name, times as ISO-8601, sketches left out. */
final class RowJson {
    private RowJson() {}

    static ObjectNode of(SpecificRecord row, Set<String> without) {
        ObjectNode json = Answer.JSON.createObjectNode();
        for (Field field : row.getSchema().getFields()) {
            if (!without.contains(field.name())) {
                json.set(field.name(), Answer.JSON.valueToTree(plain(row.get(field.pos()))));
            }
        }
        return json;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Instant time) {
            return time.toString();
        }
        if (value instanceof SpecificRecord inner) {
            return of(inner, Set.of());
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(RowJson::plain).toList();
        }
        return value instanceof Map || value instanceof Number || value instanceof Boolean || value == null
                ? value
                : value.toString();
    }
}
