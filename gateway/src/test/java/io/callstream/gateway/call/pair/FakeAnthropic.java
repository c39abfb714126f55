package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Anthropic's Messages API. */
final class FakeAnthropic implements FakeProvider {
    @Override
    public String word() {
        return "anthropic";
    }

    @Override
    public String params() {
        return "model: anthropic/claude-sonnet-4-5, api_key: k-3, api_base: 'http://anthropic.example'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path()).isEqualTo("/v1/messages");
        assertThat(List.of(
                        Objects.requireNonNullElse(request.headers().get("x-api-key"), ""),
                        Objects.requireNonNullElse(request.headers().get("authorization"), "")))
                .containsAnyOf("k-3", "Bearer k-3");
        assertThat(request.headers()).containsKey("anthropic-version");
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        content(body, "system", "system", heard);
        String expected = "user";
        for (JsonValue.Obj message : Json.objects(body, "messages").toList()) {
            assertThat(message.text("role")).isEqualTo(expected);
            expected = expected.equals("user") ? "assistant" : "user";
            content(message, "content", message.text("role"), heard);
        }
        Json.objects(body, "tools")
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), tool.get("input_schema")));
        JsonValue.Obj output = body.object("output_config");
        heard.setting("schema", output == null ? null : output.object("format").get("schema"))
                .setting("limit", body.get("max_tokens"))
                .setting("stop", body.get("stop_sequences"))
                .setting("temperature", body.get("temperature"))
                .setting("top_p", body.get("top_p"));
        JsonValue.Obj thinking = body.object("thinking");
        if (thinking != null) {
            assertThat(thinking.fields().keySet()).containsExactlyInAnyOrder("type", "budget_tokens");
            assertThat(thinking.text("type")).isEqualTo("enabled");
            assertThat(thinking.number("budget_tokens", 0)).isEqualTo(1024);
            heard.thinks();
        }
        return heard.lines();
    }

    private static void content(JsonValue.Obj from, String field, String role, Heard heard) {
        heard.text(role, Json.text(from, field));
        Json.objects(from, field).forEach(block -> {
            switch (block.text("type")) {
                case "text" -> heard.text(role, block.text("text"));
                case "image" ->
                    heard.image(
                            block.object("source").text("media_type"),
                            block.object("source").text("data"));
                case "tool_use" -> heard.call(block.text("id"), block.text("name"), block.object("input"));
                case "tool_result" -> heard.result(block.text("tool_use_id"), result(block));
                default -> throw new AssertionError("Input tag '" + block.text("type") + "' found");
            }
        });
    }

    private static String result(JsonValue.Obj block) {
        return block.text("content") != null
                ? block.text("content")
                : ((JsonValue.Obj) block.list("content").get(0)).text("text");
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        return request.stream() ? Reply.events(streamed(answer)) : Reply.json(plain(answer));
    }

    private static String plain(Answer answer) {
        List<JsonValue> content = new ArrayList<>();
        if (!answer.reasoning().isEmpty()) {
            content.add(block("thinking")
                    .with("thinking", answer.reasoning())
                    .with("signature", "sig=")
                    .value());
        }
        if (!answer.text().isEmpty()) {
            content.add(block("text").with("text", answer.text()).value());
        }
        for (Said.Use use : answer.tools()) {
            content.add(use(use, content.size()).with("input", use.arguments()).value());
        }
        return message(content, new JsonValue.Text(reason(answer)))
                .with("usage", answer.counted(usage(answer, answer.completion())))
                .toString();
    }

    private static String reason(Answer answer) {
        return answer.finish("end_turn", "max_tokens", "tool_use");
    }

    private static JsonObject block(String type) {
        return new JsonObject().with("type", type);
    }

    private static JsonObject use(Said.Use use, int index) {
        return block("tool_use").with("id", "toolu_" + index).with("name", use.name());
    }

    private static JsonObject message(List<JsonValue> content, JsonValue reason) {
        return new JsonObject()
                .with("id", "msg_1")
                .with("type", "message")
                .with("role", "assistant")
                .with("model", "claude-sonnet-4-5-20250929")
                .with("content", content)
                .with("stop_reason", reason)
                .with("stop_sequence", JsonValue.NULL);
    }

    private static JsonObject usage(Answer answer, long output) {
        return new JsonObject()
                .with("input_tokens", answer.prompt() - answer.cached())
                .with("cache_creation_input_tokens", 0)
                .with("cache_read_input_tokens", answer.cached())
                .with("output_tokens", output);
    }

    private static String streamed(Answer answer) {
        StringBuilder stream = new StringBuilder();
        event(
                stream,
                "message_start",
                new JsonObject()
                        .with(
                                "message",
                                message(List.of(), JsonValue.NULL).with("usage", answer.counted(usage(answer, 1)))));
        event(stream, "ping", new JsonObject());
        int index = 0;
        if (!answer.reasoning().isEmpty()) {
            JsonObject begun = block("thinking").with("thinking", "").with("signature", "");
            block(stream, index++, begun, "thinking_delta", "thinking", answer.reasoning());
        }
        if (!answer.text().isEmpty()) {
            block(stream, index++, block("text").with("text", ""), "text_delta", "text", answer.text());
        }
        for (Said.Use use : answer.tools()) {
            String arguments = use.arguments().toString();
            JsonObject begun = use(use, index).with("input", new JsonObject());
            // As it is sent for a call without arguments: one piece, with nothing in it.
            block(stream, index++, begun, "input_json_delta", "partial_json", arguments.equals("{}") ? "" : arguments);
        }
        JsonObject end = new JsonObject().with("stop_reason", reason(answer)).with("stop_sequence", JsonValue.NULL);
        JsonValue used = answer.counted(usage(answer, answer.completion()));
        event(stream, "message_delta", new JsonObject().with("delta", end).with("usage", used));
        event(stream, "message_stop", new JsonObject());
        return stream.toString();
    }

    private static void block(
            StringBuilder stream, int index, JsonObject begun, String kind, String field, String text) {
        event(
                stream,
                "content_block_start",
                new JsonObject().with("index", index).with("content_block", begun));
        for (String piece : text.isEmpty() ? List.of("") : Pieces.of(text)) {
            delta(stream, index, block(kind).with(field, piece));
        }
        if (kind.equals("thinking_delta")) {
            delta(stream, index, block("signature_delta").with("signature", "sig="));
        }
        event(stream, "content_block_stop", new JsonObject().with("index", index));
    }

    private static void delta(StringBuilder stream, int index, JsonObject delta) {
        event(
                stream,
                "content_block_delta",
                new JsonObject().with("index", index).with("delta", delta));
    }

    private static void event(StringBuilder stream, String type, JsonObject fields) {
        stream.append(Pieces.event(type, fields.with("type", type)));
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, said(message).toString());
    }

    @Override
    public byte[] failure(String message) {
        return Pieces.event("error", said(message)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String requestsLeft() {
        return "anthropic-ratelimit-requests-remaining";
    }

    @Override
    public byte[] news() {
        return Pieces.event(
                        "something_new",
                        new JsonObject().with("type", "something_new").with("index", 0))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject said(String message) {
        JsonObject error = new JsonObject().with("type", "api_error").with("message", message);
        return new JsonObject().with("type", "error").with("error", error);
    }

    @Override
    public String toString() {
        return word();
    }
}
