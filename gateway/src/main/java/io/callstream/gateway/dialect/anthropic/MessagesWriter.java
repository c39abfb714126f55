package io.callstream.gateway.dialect.anthropic;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatMessage.Role;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.OutputFormat;
import io.callstream.gateway.chat.Part;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Writes one request to the Messages API. For one request. */
final class MessagesWriter {
    private static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private final ChatRequest chat;
    private final String model;
    private final boolean stream;
    private final boolean drops;

    /** @param drops whether parameters that Anthropic does not know are left out */
    MessagesWriter(ChatRequest chat, String model, boolean stream, boolean drops) {
        this.chat = chat;
        this.model = model;
        this.stream = stream;
        this.drops = drops;
    }

    String write() throws UnsupportedRequestException {
        JsonObject body = new JsonObject().with("model", model);
        new Parameters(chat.parameters(), model, drops).write(body);
        List<JsonValue> system = system();
        if (!system.isEmpty()) {
            body.with("system", system);
        }
        body.with("messages", messages());
        ToolsWriter.write(chat.tools(), body);
        if (chat.format() instanceof OutputFormat.Schema schema) {
            JsonObject format = new JsonObject().with("type", "json_schema").with("schema", schema.schema());
            JsonObject config = new JsonObject();
            JsonValue.Obj said = body.value().object("output_config");
            if (said != null) {
                said.fields().forEach(config::with);
            }
            body.with("output_config", config.with("format", format));
        }
        if (stream) {
            body.with("stream", Boolean.TRUE);
        }
        return body.toString();
    }

    /** All system messages, wherever they stand: the form has room for them at the start only. */
    private List<JsonValue> system() throws UnsupportedRequestException {
        List<JsonValue> blocks = new ArrayList<>();
        for (ChatMessage message : chat.messages()) {
            if (message.role() == Role.SYSTEM) {
                parts(message, blocks);
            }
        }
        if (chat.format() instanceof OutputFormat.AnyJson) {
            blocks.add(Blocks.write(new Part.Text(JSON_ONLY)));
        }
        return blocks;
    }

    private static void parts(ChatMessage message, List<JsonValue> blocks) throws UnsupportedRequestException {
        for (Part part : message.parts()) {
            blocks.add(Blocks.write(part));
        }
    }

    /** Turns of one side that follow each other are one; results of tools are the user's. */
    private List<JsonValue> messages() throws UnsupportedRequestException {
        List<JsonValue> messages = new ArrayList<>();
        List<JsonValue> turn = new ArrayList<>();
        String side = "";
        for (ChatMessage message : chat.messages()) {
            List<Part> parts = taken(message);
            if (message.role() == Role.SYSTEM || parts.isEmpty()) {
                continue;
            }
            String own = message.role() == Role.ASSISTANT ? "assistant" : "user";
            if (!own.equals(side)) {
                end(side, turn, messages);
                side = own;
            }
            for (Part part : parts) {
                turn.add(Blocks.write(part));
            }
        }
        end(side, turn, messages);
        if (messages.isEmpty()) {
            throw new UnsupportedRequestException(
                    "messages", "messages: Anthropic's models need a message of the user beside those of the system.");
        }
        return messages;
    }

    /** A thought without a signature, as of another provider's model, is taken back by nobody. */
    private static List<Part> taken(ChatMessage message) {
        return message.parts().stream()
                .filter(part -> !(part instanceof Part.Thinking thought && thought.signature() == null))
                .toList();
    }

    private static void end(String side, List<JsonValue> turn, List<JsonValue> messages) {
        if (!turn.isEmpty()) {
            messages.add(
                    new JsonObject().with("role", side).with("content", turn).value());
            turn.clear();
        }
    }
}
