package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.bedrock.ConverseRules;
import io.callstream.gateway.dialect.bedrock.StreamBytes;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bedrock's Converse API, with its rules and its framing. */
final class FakeConverse implements FakeProvider {
    private static final String PATH = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse";

    @Override
    public String word() {
        return "bedrock";
    }

    @Override
    public String params() {
        return "model: 'bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0', aws_region_name: us-east-1,"
                + " aws_access_key_id: AKIDEXAMPLE, aws_secret_access_key: s3cr3t,"
                + " aws_bedrock_runtime_endpoint: 'http://bedrock.example'";
    }

    @Override
    public List<String> hear(Request request) {
        assertThat(request.path()).isIn(PATH, PATH + "-stream");
        assertThat(request.headers().get("authorization")).startsWith("AWS4-HMAC-SHA256 ");
        JsonValue.Obj body = ConverseRules.check(request.body().toString().getBytes(StandardCharsets.UTF_8));
        Heard heard = new Heard();
        Json.objects(body, "system").forEach(block -> heard.text("system", block.text("text")));
        Json.objects(body, "messages")
                .forEach(message ->
                        Json.objects(message, "content").forEach(block -> block(message.text("role"), block, heard)));
        if (body.object("toolConfig") != null) {
            Json.objects(body.object("toolConfig"), "tools")
                    .map(tool -> tool.object("toolSpec"))
                    .forEach(tool -> heard.tool(
                            tool.text("name"),
                            tool.text("description"),
                            tool.object("inputSchema").get("json")));
        }
        settings(body, heard);
        return heard.lines();
    }

    private static void settings(JsonValue.Obj body, Heard heard) {
        JsonValue.Obj config = body.object("inferenceConfig");
        heard.setting("limit", config.get("maxTokens"))
                .setting("stop", config.get("stopSequences"))
                .setting("temperature", config.get("temperature"))
                .setting("top_p", config.get("topP"));
        JsonValue.Obj output = body.object("outputConfig");
        if (output != null) {
            JsonValue.Obj schema =
                    output.object("textFormat").object("structure").object("jsonSchema");
            heard.setting("schema", Json.value(schema.text("schema")));
        }
        if (body.object("additionalModelRequestFields") != null) {
            assertThat(body.object("additionalModelRequestFields"))
                    .hasToString("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}}");
            heard.thinks();
        }
    }

    private static void block(String role, JsonValue.Obj block, Heard heard) {
        JsonValue.Obj image = block.object("image");
        JsonValue.Obj use = block.object("toolUse");
        JsonValue.Obj result = block.object("toolResult");
        if (image != null) {
            heard.image("image/" + image.text("format"), image.object("source").text("bytes"));
        } else if (use != null) {
            heard.call(use.text("toolUseId"), use.text("name"), use.object("input"));
        } else if (result != null) {
            JsonValue.Obj content = (JsonValue.Obj) result.list("content").get(0);
            heard.result(result.text("toolUseId"), content.text("text"));
        } else {
            heard.text(role, block.text("text"));
        }
    }

    @Override
    public Reply answer(Request request, Answer answer) {
        return request.path().endsWith("-stream")
                ? new Reply(200, "application/vnd.amazon.eventstream", streamed(answer))
                : Reply.json(plain(answer));
    }

    private static String plain(Answer answer) {
        List<JsonValue> content = new ArrayList<>();
        if (!answer.reasoning().isEmpty()) {
            JsonObject text = new JsonObject().with("text", answer.reasoning()).with("signature", "sig=");
            content.add(one("reasoningContent", new JsonObject().with("reasoningText", text))
                    .value());
        }
        if (!answer.text().isEmpty()) {
            content.add(new JsonObject().with("text", answer.text()).value());
        }
        for (Said.Use use : answer.tools()) {
            content.add(one("toolUse", use(use, content.size()).with("input", use.arguments()))
                    .value());
        }
        JsonObject message = new JsonObject().with("role", "assistant").with("content", content);
        return new JsonObject()
                .with("output", one("message", message))
                .with("stopReason", reason(answer))
                .with("usage", answer.counted(usage(answer)))
                .with("metrics", new JsonObject().with("latencyMs", 7))
                .toString();
    }

    private static JsonObject one(String name, JsonObject value) {
        return new JsonObject().with(name, value);
    }

    private static JsonObject use(Said.Use use, int index) {
        return new JsonObject().with("toolUseId", "tooluse_" + index).with("name", use.name());
    }

    private static String reason(Answer answer) {
        return answer.finish("end_turn", "max_tokens", "tool_use");
    }

    private static JsonObject usage(Answer answer) {
        return new JsonObject()
                .with("inputTokens", answer.prompt() - answer.cached())
                .with("outputTokens", answer.completion())
                .with("totalTokens", answer.prompt() + answer.completion())
                .with("cacheReadInputTokens", answer.cached())
                .with("cacheWriteInputTokens", 0);
    }

    private static byte[] streamed(Answer answer) {
        StreamBytes stream = new StreamBytes().event("messageStart", "{\"role\":\"assistant\"}");
        int index = 0;
        if (!answer.reasoning().isEmpty()) {
            for (String each : Pieces.of(answer.reasoning())) {
                delta(stream, index, one("reasoningContent", new JsonObject().with("text", each)));
            }
            delta(stream, index, one("reasoningContent", new JsonObject().with("signature", "sig=")));
            stop(stream, index++);
        }
        if (!answer.text().isEmpty()) {
            for (String each : Pieces.of(answer.text())) {
                delta(stream, index, new JsonObject().with("text", each));
            }
            stop(stream, index++);
        }
        for (Said.Use use : answer.tools()) {
            stream.event(
                    "contentBlockStart",
                    new JsonObject()
                            .with("contentBlockIndex", index)
                            .with("start", one("toolUse", use(use, index)))
                            .toString());
            String arguments = use.arguments().toString();
            for (String each : Pieces.of(arguments.equals("{}") ? "" : arguments)) {
                delta(stream, index, one("toolUse", new JsonObject().with("input", each)));
            }
            stop(stream, index++);
        }
        return stream.event(
                        "messageStop",
                        new JsonObject().with("stopReason", reason(answer)).toString())
                .event(
                        "metadata",
                        new JsonObject()
                                .with("usage", answer.counted(usage(answer)))
                                .toString())
                .bytes();
    }

    private static void delta(StreamBytes stream, int index, JsonObject delta) {
        stream.event(
                "contentBlockDelta",
                new JsonObject()
                        .with("contentBlockIndex", index)
                        .with("delta", delta)
                        .toString());
    }

    private static void stop(StreamBytes stream, int index) {
        stream.event(
                "contentBlockStop",
                new JsonObject().with("contentBlockIndex", index).toString());
    }

    @Override
    public Reply error(int status, String message) {
        return Reply.json(status, new JsonObject().with("message", message).toString());
    }

    @Override
    public byte[] failure(String message) {
        return new StreamBytes().exception("modelStreamErrorException", message).bytes();
    }

    @Override
    public byte[] news() {
        return new StreamBytes().event("somethingNew", "{}").bytes();
    }

    @Override
    public byte[] broken() {
        byte[] changed = news();
        changed[changed.length - 1] ^= 1;
        return changed;
    }

    @Override
    public String toString() {
        return word();
    }
}
