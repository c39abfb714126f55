package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.testing.reply.Piece;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Decides what the simulated model says to a request: the same text for the same request, always. */
final class Speaker {
    private static final int DEFAULT_TOKENS = 12;
    private static final int DEFAULT_KILOBYTES = 1024;
    private static final int HUGE_TOKEN_BYTES = 4096;
    private static final int MOST_CALLS = 2;

    private final Clock clock;
    private final long seed;
    private final AtomicLong answers = new AtomicLong();

    Speaker(Clock clock, long seed) {
        this.clock = clock;
        this.seed = seed;
    }

    Answer chat(ObjectNode body, ModelName model) {
        String said = Json.text(body.path("messages"));
        List<Choice> choices = new ArrayList<>();
        for (int at = 0; at < body.path("n").asInt(1); at++) {
            choices.add(callsTools(body, model) ? toolChoice(body, at) : textChoice(body, model, said.hashCode() + at));
        }
        return answer("chatcmpl-sim", body, said, choices);
    }

    Answer completion(ObjectNode body, ModelName model) {
        String said = Json.text(body.path("prompt"));
        List<Choice> choices = new ArrayList<>();
        for (int at = 0; at < body.path("n").asInt(1); at++) {
            choices.add(textChoice(body, model, said.hashCode() + at));
        }
        return answer("cmpl-sim", body, said, choices);
    }

    private Answer answer(String prefix, ObjectNode body, String said, List<Choice> choices) {
        String id = prefix + "-" + seed + "-" + answers.incrementAndGet();
        return new Answer(
                id, clock.instant().getEpochSecond(), body.path("model").asText(), promptTokens(said), choices);
    }

    /** About four bytes a token, as a rule of thumb has it. */
    static long promptTokens(String said) {
        return Math.max(1, said.length() / 4);
    }

    private Choice textChoice(ObjectNode body, ModelName model, long variety) {
        List<String> tokens = switch (model.behaviour()) {
            case "huge" -> huge(model, variety);
            case "stamped" -> stamps(model);
            default -> spoken(body, model, variety);
        };
        int limit =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
        boolean cut = tokens.size() > limit;
        return Choice.text(cut ? tokens.subList(0, limit) : tokens, cut);
    }

    /** JSON where the request asks for it, and such as its schema wants; else words. */
    private List<String> spoken(ObjectNode body, ModelName model, long variety) {
        JsonNode format = body.path("response_format");
        return switch (format.path("type").asText()) {
            case "json_schema" ->
                ToolCall.fragments(SchemaValue.text(format.path("json_schema").path("schema")));
            case "json_object" -> ToolCall.fragments("{\"answer\":\"Zürich\"}");
            default -> Words.tokens(seed + variety, model.count().orElse(DEFAULT_TOKENS));
        };
    }

    private List<String> huge(ModelName model, long variety) {
        int count = model.kilobytes().orElse(DEFAULT_KILOBYTES) * 1024 / HUGE_TOKEN_BYTES;
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < Math.max(1, count); at++) {
            tokens.add(Words.letters(seed + variety + at, HUGE_TOKEN_BYTES));
        }
        return tokens;
    }

    private static List<String> stamps(ModelName model) {
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < model.count().orElse(DEFAULT_TOKENS); at++) {
            tokens.add(" t=" + Piece.STAMP);
        }
        return tokens;
    }

    /** Tools are called by {@code sim-tools}, or by anyone when the request insists; their results are answered in text. */
    private static boolean callsTools(ObjectNode body, ModelName model) {
        JsonNode choice = body.path("tool_choice");
        JsonNode messages = body.path("messages");
        boolean answered =
                messages.path(messages.size() - 1).path("role").asText().equals("tool");
        boolean insists = choice.isObject() || choice.asText().equals("required");
        return body.path("tools").size() > 0
                && !answered
                && !choice.asText().equals("none")
                && (insists || model.behaviour().startsWith("tools"));
    }

    private static Choice toolChoice(ObjectNode body, int choice) {
        String wanted = body.path("tool_choice").path("function").path("name").asText();
        int most = body.path("parallel_tool_calls").asBoolean(true) ? MOST_CALLS : 1;
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode tool : body.path("tools")) {
            boolean fits = wanted.isEmpty()
                    || wanted.equals(tool.path("function").path("name").asText());
            if (fits && calls.size() < most) {
                calls.add(ToolCall.of(tool, "call_sim_" + choice + "_" + calls.size()));
            }
        }
        return Choice.tools(calls);
    }
}
