package io.callstream.console.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.sql.query.ResultColumn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as JSON. For one thread. */
final class JsonRows implements RowTaker {
    private static final int LARGEST = 16 * 1024 * 1024;

    private final int limit;
    private final ObjectNode json = Json.object();
    private final ArrayNode rows = json.putArray("rows");
    private long size;
    private boolean cut;

    /** @param limit most rows; one more says that there are more */
    JsonRows(int limit) {
        this.limit = limit;
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        ArrayNode list = json.putArray("columns");
        for (ResultColumn column : columns) {
            list.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("numeric", column.numeric())
                    .put("json", column.json());
        }
    }

    @Override
    public boolean row(List<@Nullable Object> row) {
        if (rows.size() >= limit || size > LARGEST) {
            cut = true;
            return false;
        }
        ArrayNode one = rows.addArray();
        for (Object value : row) {
            JsonNode node = value == null ? NullNode.getInstance() : tree(value);
            one.add(node);
            size += node.isTextual() ? node.asText().length() : 8;
        }
        return true;
    }

    static JsonNode tree(Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            return Json.tree(value);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = Json.array();
            list.forEach(each -> array.add(each == null ? NullNode.getInstance() : tree(each)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = Json.object();
            map.forEach(
                    (key, each) -> object.set(String.valueOf(key), each == null ? NullNode.getInstance() : tree(each)));
            return object;
        }
        return Json.tree(value.toString());
    }

    ObjectNode done(StatementRun.Read read) {
        json.put("cut", cut)
                .put("millis", read.millis())
                .put("records", read.records())
                .put("unreadable", read.unreadable());
        read.note().ifPresent(note -> json.put("note", note));
        return json;
    }
}
