package io.callstream.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;

/** A JSON object taken as a form: programs send what pages send, by the same names. */
final class JsonForm {
    private JsonForm() {}

    /** Lists are fields of several values; false and null are fields that nobody has ticked or filled in. */
    static void fields(ObjectNode object, BiConsumer<String, String> taker) {
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isArray()) {
                value.forEach(each -> field(field.getKey(), each, taker));
            } else {
                field(field.getKey(), value, taker);
            }
        });
    }

    private static void field(String name, JsonNode value, BiConsumer<String, String> taker) {
        if (value.isContainerNode()) {
            throw WebException.wrong(name + " is no text, number, true or false, nor a list of them");
        }
        if (!value.isNull() && !(value.isBoolean() && !value.asBoolean())) {
            taker.accept(name, value.asText());
        }
    }
}
