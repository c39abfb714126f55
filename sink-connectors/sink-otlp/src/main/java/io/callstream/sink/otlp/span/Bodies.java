package io.callstream.sink.otlp.span;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Picks what people look for out of bodies: the messages that went in, the message that came out. */
public final class Bodies {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final List<String> INPUTS = List.of("messages", "input", "prompt");
    private static final List<String> TOOLS = List.of("tools", "functions");

    private Bodies() {}

    /** The messages alone or, with tools, both; any other body as it is. */
    public static Optional<String> input(CallEnd call) {
        return call.text("request_body").map(body -> {
            JsonNode root = parsed(body);
            for (String name : INPUTS) {
                if (root.has(name)) {
                    return withTools(name, root).toString();
                }
            }
            return body;
        });
    }

    private static JsonNode withTools(String name, JsonNode root) {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        both.set(name, root.get(name));
        TOOLS.stream().filter(root::has).forEach(tools -> both.set(tools, root.get(tools)));
        return both.size() == 1 ? root.get(name) : both;
    }

    /** The message of an only choice, or all choices; any other body as it is. */
    public static Optional<String> output(CallEnd call) {
        return call.text("response_body").map(body -> {
            JsonNode choices = parsed(body).path("choices");
            if (choices.size() != 1) {
                return choices.isEmpty() ? body : choices.toString();
            }
            JsonNode choice = choices.get(0);
            return choice.has("message")
                    ? choice.get("message").toString()
                    : choice.path("text").isTextual() ? choice.get("text").asText() : choices.toString();
        });
    }

    /** The model's parameters with the one that is kept apart from them. */
    public static String parameters(CallEnd call) {
        JsonNode said = call.text("parameters").map(Bodies::parsed).orElse(JsonNodeFactory.instance.objectNode());
        ObjectNode parameters = said instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        parameters.put("stream", call.flag("stream"));
        return parameters.toString();
    }

    /** A missing node where the text is no JSON. */
    public static JsonNode parsed(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode(); // Sent as it is, then.
        }
    }
}
