package io.callstream.sink.otlp.span;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.sink.json.Fitting;
import io.callstream.sink.json.JsonReader;
import io.callstream.sink.json.Texts;
import java.util.List;
import java.util.Optional;

/** Picks what people look for out of bodies: the messages that went in, the message that came out. */
public final class Bodies {
    /** Bytes of a part; a body that travels in its event has less. */
    private static final int LARGEST = 9 << 18;

    private static final List<String> INPUTS = List.of("messages", "input", "prompt");
    private static final List<String> TOOLS = List.of("tools", "functions");

    private Bodies() {}

    /** The messages alone or, with tools, both; any other body as it is. */
    public static Optional<String> input(CallEnd call) {
        return call.body("request").map(body -> {
            JsonNode root = parsed(body);
            for (String name : INPUTS) {
                if (root.has(name)) {
                    return fitting(withTools(name, root));
                }
            }
            return Texts.cut(body, LARGEST);
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
        return call.body("response").map(body -> {
            JsonNode choices = parsed(body).path("choices");
            if (choices.size() != 1) {
                return choices.isEmpty() ? Texts.cut(body, LARGEST) : fitting(choices);
            }
            JsonNode choice = choices.get(0);
            return choice.has("message")
                    ? fitting(choice.get("message"))
                    : choice.path("text").isTextual()
                            ? Texts.cut(choice.get("text").asText(), LARGEST)
                            : fitting(choices);
        });
    }

    /** The tree as text, with the beginnings of what is too long for a span. */
    public static String fitting(JsonNode tree) {
        Fitting.cut(tree, LARGEST);
        return tree.toString();
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
        return JsonReader.tree(body).orElseGet(JsonNodeFactory.instance::missingNode); // Sent as it is, then.
    }
}
