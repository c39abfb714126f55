package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** OpenAI's Responses API, for the clients that speak it and for models that know nothing else. */
final class FakeResponses implements FakeProvider {
    private static final JsonValue NOTHING = new JsonValue.Arr(List.of());

    @Override
    public String word() {
        return "openai";
    }

    @Override
    public String params() {
        return "model: openai/responses/gpt-5, api_key: k-1, api_base: 'http://openai.example/v1'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path()).isEqualTo("/v1/responses");
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        heard.text("system", Json.text(body, "instructions"));
        heard.text("user", Json.text(body, "input"));
        Json.objects(body, "input").forEach(item -> item(item, heard));
        Json.objects(body, "tools")
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), tool.get("parameters")));
        JsonValue.Obj text = body.object("text");
        heard.setting("schema", text == null ? null : text.object("format").get("schema"))
                .setting("limit", body.get("max_output_tokens"))
                .setting("temperature", body.get("temperature"))
                .setting("top_p", body.get("top_p"));
        if (body.object("reasoning") != null) {
            heard.thinks();
        }
        return heard.lines();
    }

    private static void item(JsonValue.Obj item, Heard heard) {
        String type = item.text("type");
        switch (type == null ? "message" : type) {
            case "function_call" ->
                heard.call(item.text("call_id"), item.text("name"), Json.value(item.text("arguments")));
            case "function_call_output" -> heard.result(item.text("call_id"), item.text("output"));
            default -> {
                String role = item.text("role");
                heard.text(role, Json.text(item, "content"));
                Json.objects(item, "content").forEach(part -> {
                    if (part.text("type").equals("input_image")) {
                        heard.image(part.text("image_url"));
                    } else {
                        heard.text(role, part.text("text"));
                    }
                });
            }
        }
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        List<JsonValue> items = items(answer);
        if (!request.stream()) {
            return Reply.json(response(answer, items, status(answer)).toString());
        }
        List<String> events = new ArrayList<>();
        event(events, "created", new JsonObject().with("response", response(answer, List.of(), "in_progress")));
        for (int i = 0; i < items.size(); i++) {
            item(events, i, (JsonValue.Obj) items.get(i));
        }
        event(events, status(answer), new JsonObject().with("response", response(answer, items, status(answer))));
        return Reply.events(String.join("", events));
    }

    private static String status(Answer answer) {
        return answer.finish("completed", "incomplete", "completed");
    }

    private static void item(List<String> events, int index, JsonValue.Obj item) {
        String type = item.text("type");
        JsonObject begun = new JsonObject().with("output_index", index);
        event(events, "output_item.added", begun.with("item", without(item)));
        String kind = type.equals("message")
                ? "output_text"
                : type.equals("reasoning") ? "reasoning_summary_text" : "function_call_arguments";
        for (String piece : Pieces.of(words(item))) {
            event(
                    events,
                    kind + ".delta",
                    new JsonObject()
                            .with("output_index", index)
                            .with("item_id", item.text("id"))
                            .with("delta", piece));
        }
        event(
                events,
                "output_item.done",
                new JsonObject().with("output_index", index).with("item", item));
    }

    private static JsonValue.Obj without(JsonValue.Obj item) {
        JsonObject begun = new JsonObject();
        item.fields().forEach((name, value) -> begun.with(name, value instanceof JsonValue.Arr ? NOTHING : value));
        return begun.with("arguments", item.text("arguments") == null ? null : "")
                .value();
    }

    private static String words(JsonValue.Obj item) {
        if (item.text("arguments") != null) {
            return item.text("arguments");
        }
        String field = item.get("summary") == null ? "content" : "summary";
        return ((JsonValue.Obj) item.list(field).get(0)).text("text");
    }

    private static void event(List<String> events, String type, JsonObject fields) {
        String name = "response." + type;
        events.add(Pieces.event(name, fields.with("type", name).with("sequence_number", events.size())));
    }

    private static List<JsonValue> items(Answer answer) {
        List<JsonValue> items = new ArrayList<>();
        if (!answer.reasoning().isEmpty()) {
            items.add(item("reasoning", "rs_1")
                    .with("summary", List.of(part("summary_text", answer.reasoning())))
                    .value());
        }
        if (!answer.text().isEmpty()) {
            items.add(item("message", "msg_1")
                    .with("role", "assistant")
                    .with("status", "completed")
                    .with("content", List.of(part("output_text", answer.text())))
                    .value());
        }
        for (Said.Use use : answer.tools()) {
            items.add(item("function_call", "fc_" + items.size())
                    .with("call_id", "call_" + items.size())
                    .with("name", use.name())
                    .with("arguments", use.arguments().toString())
                    .value());
        }
        return items;
    }

    private static JsonObject item(String type, String id) {
        return new JsonObject().with("type", type).with("id", id);
    }

    private static JsonValue part(String type, String text) {
        return new JsonObject().with("type", type).with("text", text).value();
    }

    private static JsonValue.Obj response(Answer answer, List<JsonValue> items, String status) {
        JsonObject usage = new JsonObject()
                .with("input_tokens", answer.prompt())
                .with("input_tokens_details", new JsonObject().with("cached_tokens", answer.cached()))
                .with("output_tokens", answer.completion())
                .with("output_tokens_details", new JsonObject().with("reasoning_tokens", answer.thought()))
                .with("total_tokens", answer.prompt() + answer.completion());
        boolean cut = status.equals("incomplete");
        return new JsonObject()
                .with("id", "resp_1")
                .with("object", "response")
                .with("created_at", 7)
                .with("status", status)
                .with("model", "gpt-5-2025-08-07")
                .with("incomplete_details", cut ? Json.value("{\"reason\":\"max_output_tokens\"}") : JsonValue.NULL)
                .with("output", items)
                .with("usage", status.equals("in_progress") ? JsonValue.NULL : answer.counted(usage))
                .value();
    }

    @Override
    public Reply error(int status, String message) {
        JsonObject error = new JsonObject().with("message", message).with("type", "server_error");
        return Reply.json(status, new JsonObject().with("error", error).toString());
    }

    @Override
    public byte[] failure(String message) {
        JsonObject error = new JsonObject().with("code", "server_error").with("message", message);
        JsonObject response =
                new JsonObject().with("id", "resp_1").with("status", "failed").with("error", error);
        return Pieces.data(new JsonObject().with("type", "response.failed").with("response", response));
    }

    @Override
    public byte[] news() {
        return Pieces.data(
                new JsonObject().with("type", "response.something_new").with("output_index", 7));
    }

    @Override
    public String toString() {
        return "responses";
    }
}
