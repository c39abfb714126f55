package io.callstream.gateway.dialect.cohere;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the body of one chat. For one request. */
final class CohereChatWriter {
    /** Cohere's names of OpenAI's parameters, and its own, that clients may write into OpenAI's form. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("temperature", "temperature"),
            Map.entry("max_tokens", "max_tokens"),
            Map.entry("max_completion_tokens", "max_tokens"),
            Map.entry("top_p", "p"),
            Map.entry("top_k", "k"),
            Map.entry("seed", "seed"),
            Map.entry("frequency_penalty", "frequency_penalty"),
            Map.entry("presence_penalty", "presence_penalty"),
            Map.entry("documents", "documents"),
            Map.entry("citation_options", "citation_options"),
            Map.entry("safety_mode", "safety_mode"),
            Map.entry("strict_tools", "strict_tools"),
            Map.entry("priority", "priority"));

    private static final KnownParameters PARAMETERS =
            KnownParameters.ofChats("Cohere's models have", Set.of("stop", "thinking", "reasoning_effort"), Map.of());

    private final ChatRequest chat;
    private final String model;
    private final boolean stream;
    private final boolean drops;

    /** @param drops whether parameters that Cohere does not know are left out */
    CohereChatWriter(ChatRequest chat, String model, boolean stream, boolean drops) {
        this.chat = chat;
        this.model = model;
        this.stream = stream;
        this.drops = drops;
    }

    String write() throws UnsupportedRequestException {
        OneCallAtATime.check(chat.tools(), "Cohere's models", drops);
        JsonObject body = new JsonObject().with("model", model).with("messages", messages());
        tools(body);
        parameters(body);
        body.with("thinking", thinking());
        format(body);
        return body.with("stream", stream).toString();
    }

    private List<JsonValue> messages() throws UnsupportedRequestException {
        List<JsonValue> messages = new ArrayList<>();
        for (ChatMessage message : chat.messages()) {
            CohereMessages.write(message, messages);
        }
        return messages;
    }

    private void tools(JsonObject body) {
        if (chat.tools().all().isEmpty()) {
            return;
        }
        ToolChoice choice = chat.tools().choice();
        List<Tool> tools = chat.tools().all();
        if (choice instanceof ToolChoice.Named named) {
            // The form has no way to name one, but a choice of one is the same.
            tools = tools.stream()
                    .filter(tool -> tool.name().equals(named.tool()))
                    .toList();
        }
        body.with("tools", tools.stream().map(FunctionTool::of).toList());
        if (choice == ToolChoice.REQUIRED || choice instanceof ToolChoice.Named) {
            body.with("tool_choice", "REQUIRED");
        } else if (choice == ToolChoice.NONE) {
            body.with("tool_choice", "NONE");
        }
    }

    private void parameters(JsonObject body) throws UnsupportedRequestException {
        Map<String, JsonValue> rest = new LinkedHashMap<>(chat.parameters());
        rest.keySet().removeAll(NAMES.keySet());
        if (!drops) {
            PARAMETERS.check(rest);
        }
        chat.parameters().forEach((name, value) -> renamed(name, value, body));
        body.with("max_tokens", chat.parameters().get("max_completion_tokens")); // wins over its older name
        JsonValue stop = chat.parameters().get("stop");
        body.with("stop_sequences", stop instanceof JsonValue.Text ? new JsonValue.Arr(List.of(stop)) : stop);
    }

    private static void renamed(String name, JsonValue value, JsonObject body) {
        String own = NAMES.get(name);
        if (own != null) {
            body.with(own, value);
        }
    }

    /** Cohere's own field, or Anthropic's of the same name, which clients may write for any provider, wins over OpenAI's effort. */
    private @Nullable JsonValue thinking() {
        if (chat.parameters().get("thinking") instanceof JsonValue.Obj thinking) {
            boolean off = "disabled".equals(thinking.text("type"));
            JsonValue own = thinking.get("token_budget");
            return new JsonObject()
                    .with("type", off ? "disabled" : "enabled")
                    .with("token_budget", off ? null : own == null ? thinking.get("budget_tokens") : own)
                    .value();
        }
        if (chat.parameters().get("reasoning_effort") instanceof JsonValue.Text effort) {
            return new JsonObject()
                    .with("type", effort.value().equals("none") ? "disabled" : "enabled")
                    .value();
        }
        return null;
    }

    private void format(JsonObject body) {
        if (chat.format() instanceof OutputFormat.Schema schema) {
            body.with(
                    "response_format",
                    new JsonObject().with("type", "json_object").with("json_schema", schema.schema()));
        } else if (chat.format() instanceof OutputFormat.AnyJson) {
            body.with("response_format", new JsonObject().with("type", "json_object"));
        }
    }
}
