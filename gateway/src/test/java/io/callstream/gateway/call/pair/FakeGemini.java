package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Google's generateContent. */
final class FakeGemini implements FakeProvider {
    private static final String PATH = "/v1beta/models/gemini-2.5-flash:";

    @Override
    public String word() {
        return "gemini";
    }

    @Override
    public String params() {
        return "model: gemini/gemini-2.5-flash, api_key: k-4, api_base: 'http://gemini.example'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path().replaceFirst("^/v1/", "/v1beta/"))
                .isIn(PATH + "generateContent", PATH + "streamGenerateContent?alt=sse");
        assertThat(request.headers()).containsEntry("x-goog-api-key", "k-4");
        JsonValue.Obj body = request.body();
        Heard heard = new Heard();
        if (body.object("systemInstruction") != null) {
            parts(body.object("systemInstruction"), "system", heard);
        }
        Json.objects(body, "contents").forEach(turn -> {
            assertThat(turn.text("role")).isIn("user", "model");
            parts(turn, turn.text("role").equals("model") ? "assistant" : "user", heard);
        });
        Json.objects(body, "tools")
                .flatMap(tool -> Json.objects(tool, "functionDeclarations"))
                .forEach(tool -> heard.tool(tool.text("name"), tool.text("description"), schema(tool)));
        JsonValue.Obj config = body.object("generationConfig");
        heard.setting("limit", config.get("maxOutputTokens"))
                .setting("stop", config.get("stopSequences"))
                .setting("temperature", config.get("temperature"))
                .setting("top_p", config.get("topP"))
                .setting("schema", config.get("responseJsonSchema"));
        if (config.object("thinkingConfig") != null) {
            JsonValue.Obj thinking = config.object("thinkingConfig");
            assertThat(thinking.fields().keySet()).containsExactlyInAnyOrder("thinkingBudget", "includeThoughts");
            assertThat(thinking.number("thinkingBudget", 0)).isEqualTo(1024);
            assertThat(thinking.get("includeThoughts")).hasToString("true");
            heard.thinks();
        }
        return heard.lines();
    }

    private static JsonValue schema(JsonValue.Obj tool) {
        return tool.get("parametersJsonSchema");
    }

    private static void parts(JsonValue.Obj content, String role, Heard heard) {
        Json.objects(content, "parts").forEach(part -> {
            JsonValue.Obj call = part.object("functionCall");
            JsonValue.Obj result = part.object("functionResponse");
            JsonValue.Obj data = part.object("inlineData");
            if (call != null) {
                heard.call(null, call.text("name"), call.object("args"));
            } else if (result != null) {
                heard.resultOf(result.text("name"), result.object("response").text("result"));
            } else if (data != null) {
                heard.image(data.text("mimeType"), data.text("data"));
            } else {
                heard.text(role, part.text("text"));
            }
        });
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        if (!request.path().contains(":stream")) {
            return Reply.json(part(all(answer), answer).toString());
        }
        StringBuilder stream = new StringBuilder();
        for (JsonValue each : pieces(answer)) {
            stream.append("data: ").append(part(List.of(each), null)).append("\r\n\r\n");
        }
        return Reply.events(stream.append("data: ")
                .append(part(List.of(), answer))
                .append("\r\n\r\n")
                .toString());
    }

    private static List<JsonValue> all(Answer answer) {
        List<JsonValue> parts = new ArrayList<>();
        thought(answer.reasoning(), parts);
        text(answer.text(), parts);
        answer.tools().forEach(use -> parts.add(call(use)));
        return parts;
    }

    private static List<JsonValue> pieces(Answer answer) {
        List<JsonValue> parts = new ArrayList<>();
        Pieces.of(answer.reasoning()).forEach(each -> thought(each, parts));
        Pieces.of(answer.text()).forEach(each -> text(each, parts));
        answer.tools().forEach(use -> parts.add(call(use)));
        return parts;
    }

    private static void thought(String text, List<JsonValue> parts) {
        if (!text.isEmpty()) {
            parts.add(new JsonObject()
                    .with("text", text)
                    .with("thought", Boolean.TRUE)
                    .value());
        }
    }

    private static void text(String text, List<JsonValue> parts) {
        if (!text.isEmpty()) {
            parts.add(new JsonObject().with("text", text).value());
        }
    }

    private static JsonValue call(Said.Use use) {
        JsonObject call = new JsonObject().with("name", use.name()).with("args", use.arguments());
        return new JsonObject().with("functionCall", call).value();
    }

    /** @param ended null for a part of a stream that is not its last */
    private static JsonObject part(List<JsonValue> parts, Answer ended) {
        JsonObject candidate = new JsonObject()
                .with("content", new JsonObject().with("parts", parts).with("role", "model"))
                .with("index", 0);
        JsonObject whole = new JsonObject().with("responseId", "r-1").with("modelVersion", "gemini-2.5-flash");
        if (ended == null) {
            return whole.with("candidates", List.of(candidate.value()));
        }
        candidate.with("finishReason", ended.finish("STOP", "MAX_TOKENS", "STOP"));
        JsonObject usage = new JsonObject()
                .with("promptTokenCount", ended.prompt())
                .with("cachedContentTokenCount", ended.cached())
                .with("candidatesTokenCount", ended.completion() - ended.thought())
                .with("thoughtsTokenCount", ended.thought())
                .with("totalTokenCount", ended.prompt() + ended.completion());
        return whole.with("candidates", List.of(candidate.value())).with("usageMetadata", ended.counted(usage));
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, said(status, message).toString());
    }

    @Override
    public byte[] failure(String message) {
        return Pieces.data(said(500, message));
    }

    @Override
    public byte[] news() {
        return Pieces.data(new JsonObject().with("responseId", "r-1").with("news", 1));
    }

    private static JsonObject said(int code, String message) {
        JsonObject error =
                new JsonObject().with("code", code).with("message", message).with("status", "INTERNAL");
        return new JsonObject().with("error", error);
    }

    @Override
    public String toString() {
        return word();
    }
}
