package io.callstream.gateway.chat;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a request for a chat completion in OpenAI's form. */
public final class ChatReader {
    private ChatReader() {}

    /** @throws UnsupportedRequestException if something in it is not in that form */
    public static ChatRequest read(Slice body) throws UnsupportedRequestException {
        Map<String, JsonValue> fields = new LinkedHashMap<>(object(body).fields());
        fields.values().removeIf(value -> value == JsonValue.NULL);
        JsonValue messages = fields.remove("messages");
        if (!(messages instanceof JsonValue.Arr list) || list.elements().isEmpty()) {
            throw new UnsupportedRequestException("messages", "messages: a list of at least one message is expected.");
        }
        Tools tools = ToolsReader.read(fields);
        OutputFormat format = format(fields.remove("response_format"));
        return new ChatRequest(MessageReader.read(list.elements()), tools, format, fields);
    }

    private static JsonValue.Obj object(Slice body) throws UnsupportedRequestException {
        try {
            if (JsonValue.read(body) instanceof JsonValue.Obj object) {
                return object;
            }
        } catch (InvalidJsonException e) {
            throw new UnsupportedRequestException(null, "The request body is no JSON: " + e.getMessage());
        }
        throw new UnsupportedRequestException(null, "The request body is no JSON object.");
    }

    private static OutputFormat format(@Nullable JsonValue said) throws UnsupportedRequestException {
        if (said == null) {
            return OutputFormat.TEXT;
        }
        String type = said instanceof JsonValue.Obj object ? object.text("type") : null;
        if ("text".equals(type)) {
            return OutputFormat.TEXT;
        }
        if ("json_object".equals(type)) {
            return OutputFormat.JSON;
        }
        JsonValue.Obj wanted = said instanceof JsonValue.Obj object ? object.object("json_schema") : null;
        JsonValue.Obj schema = wanted == null ? null : wanted.object("schema");
        if (!"json_schema".equals(type) || wanted == null || schema == null) {
            throw new UnsupportedRequestException(
                    "response_format",
                    "response_format: {\"type\": \"text\"}, {\"type\": \"json_object\"} or {\"type\": \"json_schema\","
                            + " \"json_schema\": {\"name\", \"schema\"}} is expected.");
        }
        String name = wanted.text("name");
        boolean strict = wanted.get("strict") instanceof JsonValue.Flag flag && flag.value();
        return new OutputFormat.Schema(name == null ? "answer" : name, schema, strict);
    }
}
