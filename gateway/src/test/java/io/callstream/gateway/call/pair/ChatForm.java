package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chat completions, as their clients and the events have them. */
final class ChatForm implements ClientForm {
    @Override
    public String name() {
        return "chat";
    }

    @Override
    public ClientApi api() {
        return new OpenAiApi();
    }

    @Override
    public String path() {
        return "/v1/chat/completions";
    }

    @Override
    public void stream(JsonObject request) {
        request.with("stream", Boolean.TRUE)
                .with("stream_options", new JsonObject().with("include_usage", Boolean.TRUE));
    }

    @Override
    public Said plain(JsonValue.Obj answer) {
        assertThat(answer.text("object")).isEqualTo("chat.completion");
        assertThat(answer.list("choices")).hasSize(1);
        JsonValue.Obj choice = (JsonValue.Obj) answer.list("choices").get(0);
        JsonValue.Obj message = choice.object("message");
        assertThat(Json.objects(message, "tool_calls").map(call -> call.text("id")))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        List<Said.Use> tools =
                Json.objects(message, "tool_calls").map(ChatForm::use).toList();
        return said(message, tools, choice.text("finish_reason"), answer.object("usage"));
    }

    private static Said said(JsonValue.Obj message, List<Said.Use> tools, String finish, JsonValue.Obj usage) {
        assertThat(usage.number("total_tokens", -1))
                .isEqualTo(usage.number("prompt_tokens", 0) + usage.number("completion_tokens", 0));
        return new Said(
                Json.text(message, "content"),
                Json.text(message, "reasoning_content"),
                tools,
                finish,
                usage.number("prompt_tokens", -1),
                usage.number("completion_tokens", -1));
    }

    private static Said.Use use(JsonValue.Obj call) {
        JsonValue.Obj function = call.object("function");
        return new Said.Use(function.text("name"), Json.value(function.text("arguments")));
    }

    @Override
    public Said streamed(String body) {
        assertThat(body).endsWith("data: [DONE]\n\n");
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        Map<Long, JsonObject> names = new TreeMap<>();
        Map<Long, StringBuilder> arguments = new TreeMap<>();
        List<String> finishes = new ArrayList<>();
        List<JsonValue.Obj> usages = new ArrayList<>();
        for (JsonValue.Obj chunk : ClientForm.events(body.replace("data: [DONE]\n\n", ""))) {
            if (chunk.object("usage") != null) {
                usages.add(chunk.object("usage"));
            }
            Json.objects(chunk, "choices").forEach(choice -> {
                JsonValue.Obj delta = choice.object("delta");
                text.append(Json.text(delta, "content"));
                thought.append(Json.text(delta, "reasoning_content"));
                Json.objects(delta, "tool_calls").forEach(call -> {
                    long index = call.number("index", -1);
                    JsonValue.Obj function = call.object("function");
                    if (call.text("id") != null) {
                        names.put(
                                index,
                                new JsonObject().with("id", call.text("id")).with("name", function.text("name")));
                    }
                    arguments.computeIfAbsent(index, i -> new StringBuilder()).append(Json.text(function, "arguments"));
                });
                if (choice.text("finish_reason") != null) {
                    finishes.add(choice.text("finish_reason"));
                }
            });
        }
        assertThat(finishes).hasSize(1);
        assertThat(usages).hasSize(1);
        List<Said.Use> tools = names.entrySet().stream()
                .map(each -> new Said.Use(
                        each.getValue().value().text("name"),
                        Json.value(arguments.get(each.getKey()).toString())))
                .toList();
        JsonObject message =
                new JsonObject().with("content", text.toString()).with("reasoning_content", thought.toString());
        return said(message.value(), tools, finishes.get(0), usages.get(0));
    }

    @Override
    public String endOfStream() {
        return "data: [DONE]";
    }

    @Override
    public String toString() {
        return name();
    }
}
