package io.callstream.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Records as JSON: every column under its name, times as ISO-8601, and the content of calls only where it may be seen. */
public final class RecordJson {
    /** Columns that hold what was said, or what can tell of it. */
    private static final Set<String> CONTENT = Set.of(
            "request_body",
            "response_body",
            "delta",
            "provider_error_body",
            "provider_response_body",
            "parameters",
            "metadata",
            "request_headers");

    private RecordJson() {}

    /** Whether a column is shown to administrators only. */
    public static boolean isContent(String column) {
        return CONTENT.contains(column);
    }

    /** @param content whether prompts and answers are part of it */
    public static ObjectNode of(IndexedRecord event, boolean content) {
        ObjectNode json = Json.object();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = event.get(field.pos());
            boolean hidden = !content && value != null && isContent(field.name());
            json.set(field.name(), hidden ? Json.tree("(hidden)") : tree(value, content));
        }
        return json;
    }

    /** A value of a column. */
    public static JsonNode tree(@Nullable Object value, boolean content) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof IndexedRecord inner) {
            return of(inner, content);
        }
        if (value instanceof Collection<?> list) {
            var array = Json.array();
            list.forEach(each -> array.add(tree(each, content)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = Json.object();
            map.forEach((key, each) -> object.set(String.valueOf(key), tree(each, content)));
            return object;
        }
        if (value instanceof ByteBuffer bytes) {
            return Json.tree("(" + bytes.remaining() + " bytes)");
        }
        return value instanceof Number || value instanceof Boolean ? Json.tree(value) : Json.tree(value.toString());
    }
}
