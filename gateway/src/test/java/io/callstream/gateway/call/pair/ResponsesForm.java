package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.ClientApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** OpenAI's Responses API, as its clients have it. */
final class ResponsesForm implements ClientForm {
    @Override
    public String name() {
        return "responses";
    }

    @Override
    public ClientApi api() {
        return new ResponsesApi(new ResponseIds(new SplittableRandom(7)));
    }

    @Override
    public String path() {
        return "/v1/responses";
    }

    /** The form has no sequences that stop a model. */
    @Override
    public List<String> heard(Conversation conversation) {
        return conversation.heard().stream()
                .filter(line -> !line.startsWith("stop: "))
                .toList();
    }

    @Override
    public Said plain(JsonValue.Obj answer) {
        assertThat(answer.text("object")).isEqualTo("response");
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        List<Said.Use> tools = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Json.objects(answer, "output").forEach(item -> {
            switch (item.text("type")) {
                case "message" -> text.append(texts(item, "content"));
                case "reasoning" -> thought.append(texts(item, "summary"));
                case "function_call" -> {
                    ids.add(item.text("call_id"));
                    tools.add(new Said.Use(item.text("name"), Json.value(item.text("arguments"))));
                }
                default -> throw new AssertionError("an item that nobody sent: " + item);
            }
        });
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
        JsonValue.Obj usage = answer.object("usage");
        assertThat(usage.number("total_tokens", -1))
                .isEqualTo(usage.number("input_tokens", 0) + usage.number("output_tokens", 0));
        return new Said(
                text.toString(),
                thought.toString(),
                tools,
                finish(answer, !tools.isEmpty()),
                usage.number("input_tokens", -1),
                usage.number("output_tokens", -1));
    }

    private static String texts(JsonValue.Obj item, String field) {
        return Json.objects(item, field).map(part -> part.text("text")).collect(Collectors.joining());
    }

    private static String finish(JsonValue.Obj answer, boolean tools) {
        if ("incomplete".equals(answer.text("status"))) {
            String reason = answer.object("incomplete_details").text("reason");
            return "max_output_tokens".equals(reason) ? "length" : reason;
        }
        assertThat(answer.text("status")).isEqualTo("completed");
        return tools ? "tool_calls" : "stop";
    }

    /** The last event has all that the pieces said. */
    @Override
    public Said streamed(String body) {
        List<JsonValue.Obj> events = ClientForm.events(body);
        assertThat(events.stream().map(event -> event.number("sequence_number", -1)))
                .containsExactlyElementsOf(
                        LongStream.range(0, events.size()).boxed().toList());
        Said said = plain(events.get(events.size() - 1).object("response"));
        assertThat(pieces(events, "response.output_text.delta")).isEqualTo(said.text());
        assertThat(pieces(events, "response.reasoning_summary_text.delta")).isEqualTo(said.reasoning());
        return said;
    }

    private static String pieces(List<JsonValue.Obj> events, String type) {
        return events.stream()
                .filter(event -> type.equals(event.text("type")))
                .map(event -> event.text("delta"))
                .collect(Collectors.joining());
    }

    @Override
    public String endOfStream() {
        return "event: response.completed";
    }

    @Override
    public String toString() {
        return name();
    }
}
