package io.callstream.sink.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.CallEvent;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events as trees, for sinks that put calls into another shape: the object that {@link EventJson} writes, without the way over its
 * text. A column that holds JSON is what {@link JsonReader} makes of it; where it is no JSON, a text. Bodies that are kept outside the
 * event are read as far as they can be. For any thread.
 */
public final class EventTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final TextCleaning cleaning;

    private EventTree(TextCleaning cleaning) {
        this.cleaning = cleaning;
    }

    /** Every column. */
    public static EventTree complete() {
        return new EventTree(TextCleaning.none());
    }

    public EventTree with(TextCleaning textCleaning) {
        return new EventTree(textCleaning);
    }

    /** The event, {@code kind} first. */
    public ObjectNode of(CallEvent event) {
        ObjectNode tree = NODES.objectNode();
        tree.put("kind", event.kind().word());
        columns(event.avro(), tree);
        KeptBody.PARTS.forEach(part -> kept(part, tree));
        return tree;
    }

    private void columns(IndexedRecord row, ObjectNode tree) {
        for (Schema.Field field : row.getSchema().getFields()) {
            Object value = row.get(field.pos());
            boolean json = EventColumns.JSON.contains(field.name());
            tree.set(field.name(), json && value instanceof String text ? json(text) : value(value));
        }
    }

    private void kept(String part, ObjectNode tree) {
        if (tree.path(part + "_body").isNull()) {
            KeptBody.of(
                            part,
                            name -> tree.path(name).isValueNode()
                                            && !tree.path(name).isNull()
                                    ? tree.path(name).asText()
                                    : "")
                    .ifPresent(body -> tree.set(part + "_body", json(body)));
        }
    }

    private JsonNode json(String text) {
        return JsonReader.tree(cleaning.json(text)).orElseGet(() -> text(text));
    }

    private JsonNode text(String text) {
        return NODES.textNode(Texts.wellFormed(cleaning.text(text)));
    }

    private JsonNode value(@Nullable Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Double || value instanceof Float) {
            return NODES.numberNode(((Number) value).doubleValue());
        }
        if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        }
        return value instanceof Instant instant ? NODES.textNode(IsoInstant.of(instant)) : structure(value);
    }

    private JsonNode structure(Object value) {
        if (value instanceof Iterable<?> items) {
            ArrayNode array = NODES.arrayNode();
            items.forEach(item -> array.add(value(item)));
            return array;
        }
        ObjectNode object = NODES.objectNode();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> object.set(text(String.valueOf(name)).textValue(), value(item)));
        } else if (value instanceof IndexedRecord nested) {
            columns(nested, object);
        } else {
            return text(value.toString());
        }
        return object;
    }
}
