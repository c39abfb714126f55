package io.callstream.gateway.dialect.gemini;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.OneCallAtATime;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the body of one request. For one request. */
final class ContentsWriter {
    private final ChatRequest chat;
    private final Generation model;
    private final boolean drops;
    private final Map<String, String> toolNames = new HashMap<>();

    /** @param drops whether parameters that Gemini does not know are left out */
    ContentsWriter(ChatRequest chat, String model, boolean drops) {
        this.chat = chat;
        this.model = Generation.of(model);
        this.drops = drops;
    }

    String write() throws UnsupportedRequestException {
        OneCallAtATime.check(chat.tools(), "Gemini's models", drops);
        JsonObject body = new JsonObject();
        List<JsonValue> system = system();
        if (!system.isEmpty()) {
            body.with("systemInstruction", new JsonObject().with("parts", system));
        }
        body.with("contents", contents());
        GeminiTools.write(chat, body);
        new GenerationConfig(chat, model, drops).write(body);
        return body.toString();
    }

    private List<JsonValue> system() throws UnsupportedRequestException {
        List<JsonValue> parts = new ArrayList<>();
        for (ChatMessage message : chat.messages()) {
            if (message.role() == Role.SYSTEM) {
                for (Part part : message.parts()) {
                    parts.add(GeminiParts.write(part, toolNames));
                }
            }
        }
        return parts;
    }

    /** Turns of one side that follow each other are one; results of tools are the user's. */
    private List<JsonValue> contents() throws UnsupportedRequestException {
        List<JsonValue> contents = new ArrayList<>();
        List<JsonValue> turn = new ArrayList<>();
        String side = "";
        for (ChatMessage message : chat.messages()) {
            if (message.role() == Role.SYSTEM || message.parts().stream().allMatch(ContentsWriter::isThought)) {
                continue;
            }
            String own = message.role() == Role.ASSISTANT ? "model" : "user";
            if (!own.equals(side)) {
                end(side, turn, contents);
                side = own;
            }
            for (Part part : message.parts()) {
                part(part, turn);
            }
        }
        end(side, turn, contents);
        if (contents.isEmpty()) {
            throw new UnsupportedRequestException(
                    "messages", "messages: Gemini's models need a message of the user beside those of the system.");
        }
        return contents;
    }

    /** Gemini takes no thoughts back but by their signatures. */
    private void part(Part part, List<JsonValue> turn) throws UnsupportedRequestException {
        note(part);
        if (part instanceof Part.ToolCall call) {
            turn.add(call(call, turn));
        } else if (!isThought(part)) {
            turn.add(GeminiParts.write(part, toolNames));
            beside(part, turn);
        }
    }

    private static boolean isThought(Part part) {
        return part instanceof Part.Thinking || part instanceof Part.HiddenThinking;
    }

    /** The first call of a turn has to have a signature; one that another provider's model made has none. */
    private JsonValue call(Part.ToolCall call, List<JsonValue> turn) throws UnsupportedRequestException {
        boolean first = turn.stream()
                .noneMatch(part -> part instanceof JsonValue.Obj object && object.get("functionCall") != null);
        return GeminiParts.call(call, first && model.thinksByLevel() ? CallIds.FOREIGN : null);
    }

    /** A result is an object of texts; pictures that a tool has made stand behind it. */
    private void beside(Part part, List<JsonValue> turn) throws UnsupportedRequestException {
        if (part instanceof Part.ToolResult result) {
            for (Part each : result.content()) {
                if (!(each instanceof Part.Text)) {
                    turn.add(GeminiParts.write(each, toolNames));
                }
            }
        }
    }

    /** Results name the tool, where OpenAI's form names the call. */
    private void note(Part part) {
        if (part instanceof Part.ToolCall call) {
            toolNames.put(call.id(), call.name());
        }
    }

    private static void end(String side, List<JsonValue> turn, List<JsonValue> contents) {
        if (!turn.isEmpty()) {
            contents.add(new JsonObject().with("role", side).with("parts", turn).value());
            turn.clear();
        }
    }
}
