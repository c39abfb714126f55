package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Cohere's chat API, version 2. */
final class FakeCohere implements FakeProvider {
    @Override
    public String word() {
        return "cohere";
    }

    @Override
    public String params() {
        return "model: cohere/command-a-03-2025, api_key: k-5, api_base: 'http://cohere.example'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path()).isEqualTo("/v2/chat");
        assertThat(request.headers()).containsEntry("authorization", "Bearer k-5");
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        Json.objects(body, "messages").forEach(message -> message(message, heard));
        Json.objects(body, "tools")
                .map(tool -> tool.object("function"))
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), tool.get("parameters")));
        JsonValue.Obj format = body.object("response_format");
        heard.setting("schema", format == null ? null : format.get("json_schema"))
                .setting("limit", body.get("max_tokens"))
                .setting("stop", body.get("stop_sequences"))
                .setting("temperature", body.get("temperature"))
                .setting("top_p", body.get("p"));
        if (body.object("thinking") != null) {
            assertThat(body.object("thinking").text("type")).isEqualTo("enabled");
            heard.thinks();
        }
        return heard.lines();
    }

    private static void message(JsonValue.Obj message, Heard heard) {
        String role = message.text("role");
        if (role.equals("tool")) {
            heard.result(message.text("tool_call_id"), message.text("content"));
            return;
        }
        heard.text(role, Json.text(message, "content"));
        Json.objects(message, "content").forEach(part -> {
            if (part.text("type").equals("text")) {
                heard.text(role, part.text("text"));
            } else {
                heard.image(part.object("image_url").text("url"));
            }
        });
        Json.objects(message, "tool_calls")
                .forEach(call -> heard.call(
                        call.text("id"),
                        call.object("function").text("name"),
                        Json.value(call.object("function").text("arguments"))));
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        return request.stream() ? Reply.events(streamed(answer)) : Reply.json(plain(answer));
    }

    private static String plain(Answer answer) {
        List<JsonValue> content = new ArrayList<>();
        if (!answer.reasoning().isEmpty()) {
            content.add(thought(answer.reasoning()).value());
        }
        if (!answer.text().isEmpty()) {
            content.add(text(answer.text()).value());
        }
        JsonObject message = new JsonObject().with("role", "assistant").with("content", content);
        List<JsonValue> calls = new ArrayList<>();
        for (Said.Use use : answer.tools()) {
            calls.add(call(use, calls.size(), use.arguments().toString()).value());
        }
        if (!calls.isEmpty()) {
            message.with("tool_calls", calls);
        }
        return new JsonObject()
                .with("id", "c-1")
                .with("finish_reason", reason(answer))
                .with("message", message)
                .with("usage", answer.counted(usage(answer)))
                .toString();
    }

    private static JsonObject thought(String text) {
        return new JsonObject().with("type", "thinking").with("thinking", text);
    }

    private static JsonObject text(String text) {
        return new JsonObject().with("type", "text").with("text", text);
    }

    private static JsonObject call(Said.Use use, int index, String arguments) {
        JsonObject function = new JsonObject().with("name", use.name()).with("arguments", arguments);
        return new JsonObject()
                .with("id", use.name() + "_" + index)
                .with("type", "function")
                .with("function", function);
    }

    private static String reason(Answer answer) {
        return answer.finish("COMPLETE", "MAX_TOKENS", "TOOL_CALL");
    }

    private static JsonObject usage(Answer answer) {
        JsonObject tokens =
                new JsonObject().with("input_tokens", answer.prompt()).with("output_tokens", answer.completion());
        return new JsonObject()
                .with("billed_units", tokens)
                .with("tokens", tokens)
                .with("cached_tokens", answer.cached());
    }

    private static String streamed(Answer answer) {
        StringBuilder stream = new StringBuilder();
        stream.append(event(
                "message-start",
                new JsonObject().with("id", "c-1").with("delta", message("role", new JsonValue.Text("assistant")))));
        Pieces.of(answer.reasoning()).forEach(each -> stream.append(piece("content-delta", "content", thought(each))));
        Pieces.of(answer.text()).forEach(each -> stream.append(piece("content-delta", "content", text(each))));
        int index = 0;
        for (Said.Use use : answer.tools()) {
            stream.append(piece("tool-call-start", "tool_calls", call(use, index++, "")));
            for (String each : Pieces.of(use.arguments().toString())) {
                JsonObject function = new JsonObject().with("arguments", each);
                stream.append(piece("tool-call-delta", "tool_calls", new JsonObject().with("function", function)));
            }
            stream.append(event("tool-call-end", new JsonObject()));
        }
        JsonObject end =
                new JsonObject().with("finish_reason", reason(answer)).with("usage", answer.counted(usage(answer)));
        return stream.append(event("message-end", new JsonObject().with("delta", end)))
                .toString();
    }

    private static String piece(String type, String field, JsonObject piece) {
        return event(type, new JsonObject().with("index", 0).with("delta", message(field, piece.value())));
    }

    private static JsonObject message(String field, JsonValue value) {
        return new JsonObject().with("message", new JsonObject().with(field, value));
    }

    private static String event(String type, JsonObject fields) {
        return Pieces.event(type, fields.with("type", type));
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, new JsonObject().with("message", message).toString());
    }

    @Override
    public byte[] failure(String message) {
        JsonObject end = new JsonObject().with("finish_reason", "ERROR").with("error", message);
        return Pieces.data(new JsonObject().with("type", "message-end").with("delta", end));
    }

    @Override
    public byte[] news() {
        return Pieces.data(new JsonObject().with("type", "something-new"));
    }

    @Override
    public String toString() {
        return word();
    }
}
