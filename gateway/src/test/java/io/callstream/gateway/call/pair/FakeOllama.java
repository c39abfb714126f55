package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server of Ollama, which answers in lines. */
final class FakeOllama implements FakeProvider {
    @Override
    public String word() {
        return "ollama_chat";
    }

    @Override
    public String params() {
        return "model: ollama_chat/qwen3, api_base: 'http://ollama.example'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path()).isEqualTo("/api/chat");
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        Json.objects(body, "messages").forEach(message -> message(message, heard));
        Json.objects(body, "tools")
                .map(tool -> tool.object("function"))
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), tool.get("parameters")));
        JsonValue.Obj options = body.object("options");
        heard.setting("schema", body.get("format"))
                .setting("limit", options.get("num_predict"))
                .setting("stop", options.get("stop"))
                .setting("temperature", options.get("temperature"))
                .setting("top_p", options.get("top_p"));
        if (body.get("think") != null) {
            assertThat(body.text("think")).isEqualTo("low");
            heard.thinks();
        }
        return heard.lines();
    }

    private static void message(JsonValue.Obj message, Heard heard) {
        if (message.text("role").equals("tool")) {
            heard.resultOf(message.text("tool_name"), message.text("content"));
            return;
        }
        heard.text(message.text("role"), message.text("content"));
        // The form has no types of images: the server looks at their bytes.
        message.list("images").forEach(image -> heard.image("image/png", ((JsonValue.Text) image).value()));
        Json.objects(message, "tool_calls")
                .map(call -> call.object("function"))
                .forEach(call -> heard.call(null, call.text("name"), call.object("arguments")));
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        List<JsonValue> calls = answer.tools().stream().map(FakeOllama::call).toList();
        if (!request.stream()) {
            return Reply.json(end(message(answer.text(), answer.reasoning(), calls), answer)
                    .toString());
        }
        List<JsonObject> lines = new ArrayList<>();
        Pieces.of(answer.reasoning()).forEach(each -> lines.add(line(message("", each, List.of()))));
        Pieces.of(answer.text()).forEach(each -> lines.add(line(message(each, "", List.of()))));
        calls.forEach(each -> lines.add(line(message("", "", List.of(each)))));
        lines.add(end(message("", "", List.of()), answer));
        StringBuilder body = new StringBuilder();
        lines.forEach(each -> body.append(each).append('\n'));
        return Reply.of(200, "application/x-ndjson", body.toString());
    }

    private static JsonValue call(Said.Use use) {
        JsonObject function = new JsonObject().with("name", use.name()).with("arguments", use.arguments());
        return new JsonObject().with("function", function).value();
    }

    private static JsonObject message(String text, String thought, List<JsonValue> calls) {
        JsonObject message = new JsonObject().with("role", "assistant").with("content", text);
        if (!thought.isEmpty()) {
            message.with("thinking", thought);
        }
        return calls.isEmpty() ? message : message.with("tool_calls", calls);
    }

    private static JsonObject line(JsonObject message) {
        return new JsonObject()
                .with("model", "qwen3")
                .with("created_at", "2026-11-27T01:02:03.5Z")
                .with("message", message)
                .with("done", Boolean.FALSE);
    }

    private static JsonObject end(JsonObject message, Answer answer) {
        JsonObject end =
                line(message).with("done", Boolean.TRUE).with("done_reason", answer.finish("stop", "length", "stop"));
        return answer.prompt() < 0
                ? end
                : end.with("prompt_eval_count", answer.prompt()).with("eval_count", answer.completion());
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, said(message));
    }

    @Override
    public byte[] failure(String message) {
        return (said(message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] news() {
        return "{\"model\":\"qwen3\",\"news\":1,\"done\":false}\n".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] broken() {
        return "{\"half\n".getBytes(StandardCharsets.UTF_8);
    }

    private static String said(String message) {
        return new JsonObject().with("error", message).toString();
    }

    @Override
    public String toString() {
        return word();
    }
}
