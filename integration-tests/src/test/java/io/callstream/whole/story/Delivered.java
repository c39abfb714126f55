package io.callstream.whole.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An event as the columns that a sink should have kept, in a form in which two spellings of one value are equal. */
public final class Delivered {
    /** Texts of instants differ from sink to sink. */
    private static final Set<String> INSTANTS = Set.of("event_time", "started_at");

    private static final EventJson JSON = EventJson.complete();

    private Delivered() {}

    public static JsonNode json(CallEvent event) {
        return DeliveredRows.parse(new String(JSON.toBytes(event), StandardCharsets.UTF_8));
    }

    /** The columns of {@code wanted} as {@code row} has them; instants and what only one of the two has left out. */
    public static Map<String, String> columns(JsonNode row, JsonNode wanted) {
        Map<String, String> columns = new TreeMap<>();
        wanted.fieldNames().forEachRemaining(name -> {
            if (!INSTANTS.contains(name) && !name.equals("attempts") && !name.equals("kind")) {
                columns.put(name, canonical(row.path(name)));
            }
        });
        return columns;
    }

    private static String canonical(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (value.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        if (value.isArray()) {
            StringBuilder items = new StringBuilder("[");
            value.forEach(item -> items.append(canonical(item)).append(','));
            return items.append(']').toString();
        }
        return value.toString();
    }
}
