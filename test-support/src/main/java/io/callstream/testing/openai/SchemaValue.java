package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values that a JSON schema allows: every declared property has one. */
final class SchemaValue {
    private static final String DEFINITION = "#/";

    private final JsonNode root;

    /** @param root the schema that {@code $ref}s are looked up in */
    SchemaValue(JsonNode root) {
        this.root = root;
    }

    static String text(JsonNode schema) {
        return Json.text(new SchemaValue(schema).of(schema));
    }

    ObjectNode object(JsonNode schema) {
        ObjectNode object = Json.object();
        schema.path("properties")
                .properties()
                .forEach(property -> object.set(property.getKey(), of(property.getValue())));
        return object;
    }

    private JsonNode of(JsonNode schema) {
        if (schema.has("$ref")) {
            return of(root.at("/" + schema.path("$ref").asText().substring(DEFINITION.length())));
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).size() > 0) {
                return of(schema.path(choice).get(0));
            }
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        return schema.path("enum").size() > 0 ? schema.path("enum").get(0) : ofType(schema);
    }

    private JsonNode ofType(JsonNode schema) {
        JsonNode type = schema.path("type");
        JsonNodeFactory made = JsonNodeFactory.instance;
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "integer", "number" -> made.numberNode(42);
            case "boolean" -> made.booleanNode(true);
            case "null" -> made.nullNode();
            case "array" -> array(schema);
            case "object" -> object(schema);
            default -> made.textNode("Zürich \"HB\"");
        };
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (int at = 0; at < schema.path("minItems").asInt(0); at++) {
            array.add(of(schema.path("items")));
        }
        return array;
    }
}
