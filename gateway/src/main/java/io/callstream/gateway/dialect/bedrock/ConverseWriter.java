package io.callstream.gateway.dialect.bedrock;

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

/** Writes the body of one request. For one request. */
final class ConverseWriter {
    private static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private final ChatRequest chat;
    private final ModelTraits model;
    private final boolean drops;
    private final Blocks blocks = new Blocks();

    /** @param drops whether parameters that the model does not know are left out */
    ConverseWriter(ChatRequest chat, ModelTraits model, boolean drops) {
        this.chat = chat;
        this.model = model;
        this.drops = drops;
    }

    String write() throws UnsupportedRequestException {
        JsonObject body = new JsonObject();
        body.with("messages", messages());
        system(body);
        new ToolConfig(chat, drops).write(body);
        new ConverseParameters(chat.parameters(), model, drops).write(body);
        if (chat.format() instanceof OutputFormat.Schema schema) {
            body.with("outputConfig", new JsonObject().with("textFormat", textFormat(schema)));
        }
        return body.toString();
    }

    private void system(JsonObject body) throws UnsupportedRequestException {
        List<JsonValue> system = system();
        if (!system.isEmpty()) {
            body.with("system", system);
        }
    }

    /** The schema goes as a text. */
    private static JsonObject textFormat(OutputFormat.Schema schema) {
        JsonObject definition = new JsonObject()
                .with("schema", schema.schema().toString())
                .with("name", schema.name().isEmpty() ? null : schema.name());
        return new JsonObject()
                .with("type", "json_schema")
                .with("structure", new JsonObject().with("jsonSchema", definition));
    }

    private List<JsonValue> system() throws UnsupportedRequestException {
        List<JsonValue> written = new ArrayList<>();
        for (ChatMessage message : chat.messages()) {
            if (message.role() == Role.SYSTEM) {
                for (Part part : message.parts()) {
                    if (!(part instanceof Part.Text)) {
                        throw new UnsupportedRequestException(
                                "messages", "messages: a message of the system has text only for Bedrock's models.");
                    }
                    blocks.write(part, written);
                }
            }
        }
        if (chat.format() instanceof OutputFormat.AnyJson) {
            blocks.write(new Part.Text(JSON_ONLY), written);
        }
        return written;
    }

    /** Turns of one side that follow each other are one; results of tools are the user's. A turn that says nothing is none. */
    private List<JsonValue> messages() throws UnsupportedRequestException {
        List<JsonValue> messages = new ArrayList<>();
        List<JsonValue> turn = new ArrayList<>();
        String side = "";
        for (ChatMessage message : chat.messages()) {
            if (message.role() == Role.SYSTEM) {
                continue;
            }
            List<JsonValue> content = new ArrayList<>();
            for (Part part : message.parts()) {
                blocks.write(part, content);
            }
            String own = message.role() == Role.ASSISTANT ? "assistant" : "user";
            if (!content.isEmpty() && !own.equals(side)) {
                end(side, turn, messages);
                side = own;
            }
            turn.addAll(content);
        }
        end(side, turn, messages);
        if (messages.isEmpty()) {
            throw new UnsupportedRequestException(
                    "messages", "messages: Bedrock's models need a message of the user that says something.");
        }
        return messages;
    }

    private static void end(String side, List<JsonValue> turn, List<JsonValue> messages) {
        if (!turn.isEmpty()) {
            messages.add(
                    new JsonObject().with("role", side).with("content", turn).value());
            turn.clear();
        }
    }
}
