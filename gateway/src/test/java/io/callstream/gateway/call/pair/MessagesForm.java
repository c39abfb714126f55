package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages API, as its clients have it. */
final class MessagesForm implements ClientForm {
    private static final Map<String, String> PARTS = Map.of(
            "text_delta", "text",
            "thinking_delta", "thinking",
            "input_json_delta", "partial_json",
            "signature_delta", "signature");

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public ClientApi api() {
        return new AnthropicApi();
    }

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Said plain(JsonValue.Obj answer) {
        assertThat(answer.text("type")).isEqualTo("message");
        assertThat(answer.text("role")).isEqualTo("assistant");
        return said(Json.objects(answer, "content").toList(), answer.text("stop_reason"), answer.object("usage"));
    }

    private static Said said(List<JsonValue.Obj> blocks, String reason, JsonValue.Obj usage) {
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        List<Said.Use> tools = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonValue.Obj block : blocks) {
            switch (block.text("type")) {
                case "text" -> text.append(block.text("text"));
                case "thinking" -> thought.append(block.text("thinking"));
                case "tool_use" -> {
                    ids.add(block.text("id"));
                    tools.add(new Said.Use(block.text("name"), block.object("input")));
                }
                default -> throw new AssertionError("a block that nobody sent: " + block);
            }
        }
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
        long prompt = usage.number("input_tokens", -1)
                + usage.number("cache_read_input_tokens", 0)
                + usage.number("cache_creation_input_tokens", 0);
        return new Said(
                text.toString(), thought.toString(), tools, finish(reason), prompt, usage.number("output_tokens", -1));
    }

    private static String finish(String reason) {
        return switch (reason) {
            case "max_tokens" -> "length";
            case "tool_use" -> "tool_calls";
            case "end_turn", "stop_sequence" -> "stop";
            default -> reason;
        };
    }

    /** message_start, blocks one after the other, message_delta, message_stop. */
    @Override
    public Said streamed(String body) {
        List<JsonValue.Obj> events = ClientForm.events(body).stream()
                .filter(event -> !"ping".equals(event.text("type")))
                .toList();
        int last = events.size() - 1;
        assertThat(events.get(0).text("type")).isEqualTo("message_start");
        assertThat(events.get(last - 1).text("type")).isEqualTo("message_delta");
        assertThat(events.get(last).text("type")).isEqualTo("message_stop");
        List<JsonValue.Obj> blocks = new ArrayList<>();
        int at = 1;
        while (at < last - 1) {
            at = block(events, at, blocks);
        }
        JsonValue.Obj end = events.get(last - 1);
        JsonObject usage = new JsonObject();
        events.get(0).object("message").object("usage").fields().forEach(usage::with);
        end.object("usage").fields().forEach(usage::with);
        return said(blocks, end.object("delta").text("stop_reason"), usage.value());
    }

    /** @return where the next one begins */
    private static int block(List<JsonValue.Obj> events, int from, List<JsonValue.Obj> blocks) {
        JsonValue.Obj start = events.get(from);
        assertThat(start.text("type")).isEqualTo("content_block_start");
        JsonValue.Obj block = start.object("content_block");
        StringBuilder said = new StringBuilder();
        int at = from + 1;
        for (; "content_block_delta".equals(events.get(at).text("type")); at++) {
            JsonValue.Obj delta = events.get(at).object("delta");
            String type = delta.text("type");
            assertThat(events.get(at).number("index", -1)).isEqualTo(blocks.size());
            said.append(type.equals("signature_delta") ? "" : delta.text(PARTS.get(type)));
        }
        assertThat(events.get(at).text("type")).isEqualTo("content_block_stop");
        assertThat(start.number("index", -1)).isEqualTo(blocks.size());
        blocks.add(whole(block, said.toString()));
        return at + 1;
    }

    private static JsonValue.Obj whole(JsonValue.Obj block, String said) {
        String type = block.text("type");
        JsonObject whole =
                new JsonObject().with("type", type).with("id", block.text("id")).with("name", block.text("name"));
        // As Anthropic's own clients read it: a call without pieces has the input that it began with.
        JsonValue input = said.isEmpty() ? block.get("input") : type.equals("tool_use") ? Json.value(said) : null;
        return type.equals("tool_use")
                ? whole.with("input", input).value()
                : whole.with(type, Json.text(block, type) + said).value();
    }

    @Override
    public String endOfStream() {
        return "event: message_stop";
    }

    @Override
    public String toString() {
        return name();
    }
}
