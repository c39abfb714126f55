package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** OpenAI, which is asked by chat completions and by clients of the Responses API in their own form. */
class FakeOpenAi implements FakeProvider {
    private final FakeResponses responses = new FakeResponses();

    @Override
    public String word() {
        return "openai";
    }

    @Override
    public String params() {
        return "model: openai/gpt-5, api_key: k-1, api_base: 'http://openai.example/v1', responses_api: clients";
    }

    /** Where chats go, and with which key. */
    void address(Request request) {
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers()).containsEntry("authorization", "Bearer k-1");
    }

    @Override
    public List<String> hear(Request request) {
        if (request.path().endsWith("/responses")) {
            return responses.hear(request);
        }
        address(request);
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        Json.objects(body, "messages").forEach(message -> message(message, heard));
        Json.objects(body, "tools")
                .map(tool -> tool.object("function"))
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), tool.get("parameters")));
        JsonValue.Obj format = body.object("response_format");
        heard.setting(
                        "schema",
                        format == null ? null : format.object("json_schema").get("schema"))
                .setting("limit", body.get("max_tokens"))
                .setting("limit", body.get("max_completion_tokens"))
                .setting("stop", body.get("stop"))
                .setting("temperature", body.get("temperature"))
                .setting("top_p", body.get("top_p"));
        if (body.text("reasoning_effort") != null) {
            assertThat(body.text("reasoning_effort")).isEqualTo("low");
            heard.thinks();
        }
        return heard.lines();
    }

    private static void message(JsonValue.Obj message, Heard heard) {
        String role = message.text("role");
        if (role.equals("tool")) {
            heard.result(message.text("tool_call_id"), text(message));
            return;
        }
        if (message.get("content") instanceof JsonValue.Text text) {
            heard.text(role, text.value());
        }
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

    private static String text(JsonValue.Obj message) {
        return message.get("content") instanceof JsonValue.Text text
                ? text.value()
                : ((JsonValue.Obj) message.list("content").get(0)).text("text");
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        if (request.path().endsWith("/responses")) {
            return responses.answer(request, answer);
        }
        if (!request.stream()) {
            return Reply.json(plain(answer));
        }
        assertThat(request.body().object("stream_options")).hasToString("{\"include_usage\":true}");
        return Reply.events(streamed(answer));
    }

    private static String plain(Answer answer) {
        JsonObject message = new JsonObject()
                .with("role", "assistant")
                .with("content", answer.text().isEmpty() ? JsonValue.NULL : new JsonValue.Text(answer.text()))
                .with("refusal", JsonValue.NULL)
                .with("reasoning_content", answer.reasoning().isEmpty() ? null : answer.reasoning());
        List<JsonValue> calls = new ArrayList<>();
        for (Said.Use use : answer.tools()) {
            calls.add(call(calls.size(), use.name(), use.arguments().toString()).value());
        }
        if (!calls.isEmpty()) {
            message.with("tool_calls", calls);
        }
        JsonObject choice = new JsonObject()
                .with("index", 0)
                .with("message", message)
                .with("logprobs", JsonValue.NULL)
                .with("finish_reason", answer.said().finish());
        return head("chat.completion")
                .with("choices", List.of(choice.value()))
                .with("usage", answer.counted(usage(answer)))
                .toString();
    }

    private static JsonObject call(int index, String name, String arguments) {
        return new JsonObject()
                .with("id", "call_" + index)
                .with("type", "function")
                .with("function", new JsonObject().with("name", name).with("arguments", arguments));
    }

    private static JsonObject head(String object) {
        return new JsonObject()
                .with("id", "chatcmpl-1")
                .with("object", object)
                .with("created", 7)
                .with("model", "gpt-5-2025-08-07");
    }

    private static JsonObject usage(Answer answer) {
        return new JsonObject()
                .with("prompt_tokens", answer.prompt())
                .with("completion_tokens", answer.completion())
                .with("total_tokens", answer.prompt() + answer.completion())
                .with("prompt_tokens_details", new JsonObject().with("cached_tokens", answer.cached()))
                .with("completion_tokens_details", new JsonObject().with("reasoning_tokens", answer.thought()));
    }

    private static String streamed(Answer answer) {
        StringBuilder stream = new StringBuilder(chunk(
                new JsonObject().with("role", "assistant").with("content", "").with("refusal", JsonValue.NULL),
                JsonValue.NULL));
        Pieces.of(answer.reasoning())
                .forEach(
                        each -> stream.append(chunk(new JsonObject().with("reasoning_content", each), JsonValue.NULL)));
        Pieces.of(answer.text())
                .forEach(each -> stream.append(chunk(new JsonObject().with("content", each), JsonValue.NULL)));
        int index = 0;
        for (Said.Use use : answer.tools()) {
            stream.append(calls(call(index, use.name(), "").with("index", index)));
            for (String each : Pieces.of(use.arguments().toString())) {
                stream.append(calls(new JsonObject()
                        .with("index", index)
                        .with("function", new JsonObject().with("arguments", each))));
            }
            index++;
        }
        stream.append(chunk(new JsonObject(), new JsonValue.Text(answer.said().finish())));
        JsonValue usage = answer.counted(usage(answer));
        if (usage != null) {
            JsonObject last = head("chat.completion.chunk").with("choices", List.of());
            stream.append(Pieces.event("", last.with("usage", usage)));
        }
        return stream.append("data: [DONE]\n\n").toString();
    }

    private static String calls(JsonObject call) {
        return chunk(new JsonObject().with("tool_calls", List.of(call.value())), JsonValue.NULL);
    }

    private static String chunk(JsonObject delta, JsonValue finish) {
        JsonObject choice = new JsonObject()
                .with("index", 0)
                .with("delta", delta)
                .with("logprobs", JsonValue.NULL)
                .with("finish_reason", finish);
        return Pieces.event(
                "",
                head("chat.completion.chunk")
                        .with("choices", List.of(choice.value()))
                        .with("usage", JsonValue.NULL));
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, said(message).toString());
    }

    @Override
    public byte[] failure(String message) {
        return Pieces.data(said(message));
    }

    @Override
    public byte[] news() {
        return Pieces.data(head("something.new").with("choices", List.of()).with("news", 1));
    }

    private static JsonObject said(String message) {
        JsonObject error = new JsonObject()
                .with("message", message)
                .with("type", "server_error")
                .with("param", JsonValue.NULL)
                .with("code", JsonValue.NULL);
        return new JsonObject().with("error", error);
    }

    @Override
    public String toString() {
        return word();
    }
}
