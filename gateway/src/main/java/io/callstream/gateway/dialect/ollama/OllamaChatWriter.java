package io.callstream.gateway.dialect.ollama;

import io.callstream.gateway.chat.ChatMessage;
import io.callstream.gateway.chat.ChatRequest;
import io.callstream.gateway.chat.OutputFormat;
import io.callstream.gateway.chat.Tool;
import io.callstream.gateway.chat.ToolChoice;
import io.callstream.gateway.chat.UnsupportedRequestException;
import io.callstream.gateway.dialect.request.FunctionTool;
import io.callstream.gateway.dialect.request.KnownParameters;
import io.callstream.gateway.dialect.request.OneCallAtATime;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of one chat. For one request. */
final class OllamaChatWriter {
    private static final KnownParameters OTHERS = KnownParameters.ofChats(
            "Ollama's models have",
            Set.of("options", "keep_alive", "truncate", "shift", "think", "format", "thinking", "reasoning_effort"),
            Map.of());

    private final ChatRequest chat;
    private final String model;
    private final boolean stream;
    private final boolean drops;

    /** @param drops whether parameters that Ollama does not know are left out */
    OllamaChatWriter(ChatRequest chat, String model, boolean stream, boolean drops) {
        this.chat = chat;
        this.model = model;
        this.stream = stream;
        this.drops = drops;
    }

    String write() throws UnsupportedRequestException {
        OneCallAtATime.check(chat.tools(), "Ollama's models", drops);
        JsonObject body = new JsonObject().with("model", model).with("messages", messages());
        OllamaOptions options = OllamaOptions.of(chat.parameters());
        if (!drops) {
            OTHERS.check(options.rest());
        }
        if (!tools().isEmpty()) {
            body.with("tools", tools());
        }
        return body.with("format", format())
                .with("options", options.value())
                .with("think", think())
                .with("keep_alive", chat.parameters().get("keep_alive"))
                .with("truncate", chat.parameters().get("truncate"))
                .with("shift", chat.parameters().get("shift"))
                .with("stream", stream)
                .toString();
    }

    private List<JsonValue> messages() throws UnsupportedRequestException {
        OllamaMessages written = new OllamaMessages();
        for (ChatMessage message : chat.messages()) {
            written.add(message);
        }
        return written.all();
    }

    /** The form has no choice of tools: none is to offer none. */
    private List<JsonValue> tools() {
        List<JsonValue> tools = new ArrayList<>();
        if (chat.tools().choice() != ToolChoice.NONE) {
            for (Tool tool : chat.tools().all()) {
                boolean left = chat.tools().choice() instanceof ToolChoice.Named named
                        && !named.tool().equals(tool.name());
                if (!left) {
                    tools.add(FunctionTool.of(tool));
                }
            }
        }
        return tools;
    }

    private @Nullable JsonValue format() {
        if (chat.format() instanceof OutputFormat.Schema schema) {
            return schema.schema();
        }
        return chat.format() instanceof OutputFormat.AnyJson
                ? new JsonValue.Text("json")
                : chat.parameters().get("format");
    }

    /** Ollama's own field, then Anthropic's, then OpenAI's effort. */
    private @Nullable JsonValue think() {
        JsonValue own = chat.parameters().get("think");
        if (own != null) {
            return own;
        }
        if (chat.parameters().get("thinking") instanceof JsonValue.Obj thinking) {
            return new JsonValue.Flag(!"disabled".equals(thinking.text("type")));
        }
        if (chat.parameters().get("reasoning_effort") instanceof JsonValue.Text effort) {
            return level(effort);
        }
        return null;
    }

    /** As Ollama itself reads efforts at its address of OpenAI's form; models that know no level think at any. */
    private static JsonValue level(JsonValue.Text effort) {
        return switch (effort.value()) {
            case "none" -> new JsonValue.Flag(false);
            case "minimal" -> new JsonValue.Text("low");
            case "xhigh" -> new JsonValue.Text("max");
            default -> effort;
        };
    }
}
