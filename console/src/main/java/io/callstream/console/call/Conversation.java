package io.callstream.console.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.console.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was asked and answered, read out of the two bodies as far as their form is known: chat and text completions, responses, Anthropic's
 * messages, Gemini's contents, embeddings. What is not understood is shown as JSON.
 *
 * @param asked the request
 * @param answered the answer; several where several were asked for
 * @param tools names of the tools that the model was offered
 */
public record Conversation(List<Turn> asked, List<Turn> answered, List<String> tools) {
    public static final Conversation EMPTY = new Conversation(List.of(), List.of(), List.of());

    public Conversation {
        asked = List.copyOf(asked);
        answered = List.copyOf(answered);
        tools = List.copyOf(tools);
    }

    static Conversation of(Optional<String> request, Optional<String> response) {
        Optional<JsonNode> asked = request.flatMap(Json::parse);
        return new Conversation(
                asked.map(Conversation::asked).orElseGet(() -> raw("user", request)),
                response.flatMap(Json::parse).map(Conversation::answered).orElseGet(() -> raw("assistant", response)),
                asked.map(Conversation::tools).orElse(List.of()));
    }

    private static List<Turn> raw(String role, Optional<String> text) {
        return text.filter(body -> !body.isEmpty())
                .map(body -> List.of(new Turn(role, List.of(Turn.Part.text(body)))))
                .orElse(List.of());
    }

    private static List<Turn> asked(JsonNode body) {
        List<Turn> turns = new ArrayList<>();
        for (String system : List.of("system", "instructions", "systemInstruction")) {
            if (body.has(system)) {
                turns.add(new Turn("system", TurnParts.of(body.get(system))));
            }
        }
        for (String many : List.of("messages", "contents")) {
            body.path(many).forEach(message -> turns.add(TurnParts.turn(message, "user")));
        }
        for (String one : List.of("prompt", "input", "query")) {
            turns.addAll(input(body.path(one)));
        }
        return turns.isEmpty() ? List.of(new Turn("user", List.of(TurnParts.other("request", body)))) : turns;
    }

    /** A text, a list of texts, or a list of what was said as messages have it. */
    private static List<Turn> input(JsonNode input) {
        if (input.isTextual()) {
            return List.of(new Turn("user", TurnParts.of(input)));
        }
        if (input.isArray() && input.path(0).isObject()) {
            List<Turn> turns = new ArrayList<>();
            input.forEach(each -> turns.add(TurnParts.turn(each, "user")));
            return turns;
        }
        return input.isArray() && !input.isEmpty() ? List.of(new Turn("user", TurnParts.of(input))) : List.of();
    }

    private static List<Turn> answered(JsonNode body) {
        List<Turn> turns = new ArrayList<>();
        body.path("choices").forEach(choice -> turns.add(choice(choice)));
        body.path("candidates").forEach(each -> turns.add(TurnParts.turn(each.path("content"), "assistant")));
        body.path("output").forEach(each -> turns.add(TurnParts.turn(each, "assistant")));
        if (body.path("content").isArray()) {
            turns.add(TurnParts.turn(body, "assistant"));
        }
        if (turns.isEmpty() && body.path("data").path(0).has("embedding")) {
            turns.add(new Turn("assistant", List.of(Turn.Part.text(vectors(body.path("data"))))));
        }
        return turns.isEmpty() ? List.of(new Turn("assistant", List.of(TurnParts.other("answer", body)))) : turns;
    }

    private static Turn choice(JsonNode choice) {
        return choice.has("message")
                ? TurnParts.turn(choice.get("message"), "assistant")
                : new Turn("assistant", TurnParts.of(choice.path("text")));
    }

    private static String vectors(JsonNode data) {
        JsonNode first = data.path(0).path("embedding");
        String size =
                first.isArray() ? first.size() + " numbers" : first.asText().length() + " characters of base64";
        return data.size() + (data.size() == 1 ? " vector of " : " vectors, each of ") + size;
    }

    private static List<String> tools(JsonNode body) {
        List<String> names = new ArrayList<>();
        body.path("tools").forEach(tool -> {
            String name =
                    tool.path("function").path("name").asText(tool.path("name").asText(""));
            if (!name.isEmpty()) {
                names.add(name);
            }
        });
        return names;
    }
}
