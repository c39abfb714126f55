package io.callstream.gateway.call.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever pieces an answer comes in, and in whatever order, its stream keeps the rules of the client's form: what Anthropic's and OpenAI's
 * clients put together of it is what was said.
 */
class WriterRulesTest {
    private static final long SEED = 20_261_128;
    private static final int ANSWERS = 100;

    static Stream<List<Delta>> answers() {
        SplittableRandom random = new SplittableRandom(SEED);
        return IntStream.range(0, ANSWERS).mapToObj(i -> answer(random));
    }

    /** Texts, thoughts and pieces of calls as they come; the pieces of several calls may be mixed. */
    private static List<Delta> answer(SplittableRandom random) {
        List<Delta> deltas = new ArrayList<>(List.of(new Delta.Begin("id", "model")));
        int calls = random.nextInt(0, 4);
        List<List<Delta>> pieces = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            pieces.add(pieces(call, random));
        }
        boolean mixed = random.nextBoolean();
        while (pieces.stream().anyMatch(each -> !each.isEmpty())) {
            List<List<Delta>> left =
                    pieces.stream().filter(each -> !each.isEmpty()).toList();
            deltas.add(left.get(mixed ? random.nextInt(left.size()) : 0).remove(0));
            said(random, deltas);
        }
        said(random, deltas);
        deltas.add(new Delta.Finish(calls > 0 ? "tool_calls" : "stop"));
        return deltas;
    }

    private static List<Delta> pieces(int call, SplittableRandom random) {
        String arguments = "{\"n\":" + call + ",\"s\":\"}{\\\"\"}";
        int cut = random.nextInt(1, arguments.length());
        List<Delta> pieces = new ArrayList<>(List.of(new Delta.ToolCall(call, "id-" + call, "tool-" + call, "")));
        pieces.add(new Delta.ToolCall(call, null, null, arguments.substring(0, cut)));
        pieces.add(new Delta.ToolCall(call, null, null, arguments.substring(cut)));
        return pieces;
    }

    private static void said(SplittableRandom random, List<Delta> deltas) {
        switch (random.nextInt(6)) {
            case 0 -> deltas.add(new Delta.Text("t" + deltas.size()));
            case 1 -> deltas.add(new Delta.Reasoning("r" + deltas.size()));
            default -> {
                // Nothing in between.
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anthropicsClientsReadBlockByBlock(List<Delta> answer) {
        Blocks blocks = new Blocks();
        events(new MessagesForm(), answer).forEach(blocks::event);

        assertThat(blocks.stopped).isTrue();
        assertThat(blocks.texts.toString()).isEqualTo(texts(answer));
        assertThat(blocks.calls()).isEqualTo(calls(answer));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void clientsOfTheResponsesApiReadItemByItem(List<Delta> answer) {
        Items items = new Items();
        events(new ResponsesForm(), answer).forEach(items::event);

        assertThat(items.completed).isTrue();
        assertThat(items.texts.toString()).isEqualTo(texts(answer));
        assertThat(items.calls).isEqualTo(calls(answer));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void clientsOfChatsPutChunksTogether(List<Delta> answer) {
        StringBuilder texts = new StringBuilder();
        Map<Long, String> calls = new TreeMap<>();
        for (JsonValue.Obj chunk : events(new ChatForm(), answer)) {
            assertThat(chunk.text("id")).isEqualTo("id");
            Json.objects(chunk, "choices").forEach(choice -> {
                JsonValue.Obj delta = choice.object("delta");
                texts.append(Json.text(delta, "content"));
                Json.objects(delta, "tool_calls")
                        .forEach(call -> calls.merge(
                                call.number("index", -1),
                                (call.text("id") == null
                                                ? ""
                                                : call.text("id") + " "
                                                        + call.object("function")
                                                                .text("name") + " ")
                                        + Json.text(call.object("function"), "arguments"),
                                String::concat));
            });
        }
        assertThat(texts.toString()).isEqualTo(texts(answer));
        assertThat(new ArrayList<>(calls.values())).isEqualTo(calls(answer));
    }

    /** The usual case, in which nothing waits: a call that is whole ends where the next begins. */
    @Test
    void aCallGoesOutAsItComesWhenTheOneBeforeIsWhole() {
        List<Delta> one = List.of(
                new Delta.Begin("id", "model"),
                new Delta.ToolCall(0, "a", "look", ""),
                new Delta.ToolCall(0, null, null, "{\"at\":1}"),
                new Delta.ToolCall(1, "b", "now", ""),
                new Delta.ToolCall(1, null, null, "{\"la"));

        List<String> types = events(new MessagesForm(), one).stream()
                .map(event -> event.text("type"))
                .toList();

        assertThat(types)
                .startsWith(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta");
    }

    private static List<JsonValue.Obj> events(ClientForm form, List<Delta> answer) {
        String written = Translation.of(form, new FakeConverse()).written(true, answer);
        return ClientForm.events(written.replace("data: [DONE]\n", ""));
    }

    private static String texts(List<Delta> answer) {
        StringBuilder texts = new StringBuilder();
        answer.forEach(delta -> texts.append(delta instanceof Delta.Text text ? text.text() : ""));
        return texts.toString();
    }

    private static List<String> calls(List<Delta> answer) {
        Map<Integer, Delta.ToolCall> calls = new TreeMap<>();
        for (Delta delta : answer) {
            if (delta instanceof Delta.ToolCall call) {
                calls.merge(call.index(), call, Delta.ToolCall::and);
            }
        }
        return calls.values().stream()
                .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                .toList();
    }

    /** As {@code anthropic-sdk-typescript}'s MessageStream reads them. */
    private static final class Blocks {
        private final StringBuilder texts = new StringBuilder();
        private final Map<String, String> byTool = new TreeMap<>();
        private boolean started;
        private boolean stopped;
        private long next;
        private JsonValue.Obj open;
        private final StringBuilder input = new StringBuilder();

        void event(JsonValue.Obj event) {
            assertThat(stopped).as("nothing comes behind the end").isFalse();
            switch (event.text("type")) {
                case "message_start" -> {
                    assertThat(started).isFalse();
                    started = true;
                }
                case "content_block_start" -> {
                    assertThat(open).as("one block at a time").isNull();
                    assertThat(event.number("index", -1)).isEqualTo(next);
                    open = event.object("content_block");
                    input.setLength(0);
                    if ("tool_use".equals(open.text("type"))) {
                        assertThat(open.text("id")).isNotNull();
                        assertThat(open.text("name")).isNotNull();
                    }
                }
                case "content_block_delta" -> delta(event);
                case "content_block_stop" -> {
                    assertThat(event.number("index", -1)).isEqualTo(next++);
                    if ("tool_use".equals(open.text("type"))) {
                        byTool.put(open.text("name"), open.text("id") + " " + open.text("name") + " " + input);
                    }
                    open = null;
                }
                case "message_delta" -> assertThat(open).isNull();
                default -> {
                    assertThat(event.text("type")).isEqualTo("message_stop");
                    stopped = true;
                }
            }
        }

        private void delta(JsonValue.Obj event) {
            assertThat(event.number("index", -1)).isEqualTo(next);
            JsonValue.Obj delta = event.object("delta");
            String kind = Map.of("text_delta", "text", "thinking_delta", "thinking", "input_json_delta", "tool_use")
                    .get(delta.text("type"));
            assertThat(open.text("type")).isEqualTo(kind);
            texts.append(Json.text(delta, "text"));
            input.append(Json.text(delta, "partial_json"));
        }

        List<String> calls() {
            return new ArrayList<>(byTool.values());
        }
    }

    /** As {@code openai-python}'s ResponseStreamState reads them. */
    private static final class Items {
        private final StringBuilder texts = new StringBuilder();
        private final List<String> calls = new ArrayList<>();
        private final Map<Long, String> open = new HashMap<>();
        private final Map<Long, StringBuilder> arguments = new HashMap<>();
        private long sequence;
        private long items;
        private boolean completed;

        void event(JsonValue.Obj event) {
            assertThat(event.number("sequence_number", -1)).isEqualTo(sequence++);
            assertThat(completed).as("nothing comes behind the end").isFalse();
            long place = event.number("output_index", -1);
            switch (event.text("type")) {
                case "response.output_item.added" -> {
                    assertThat(place).isEqualTo(items++);
                    open.put(place, event.object("item").text("id"));
                    arguments.put(place, new StringBuilder());
                }
                case "response.output_text.delta" -> {
                    assertThat(event.text("item_id")).isEqualTo(open.get(place));
                    texts.append(event.text("delta"));
                }
                case "response.function_call_arguments.delta" -> {
                    assertThat(event.text("item_id")).isEqualTo(open.get(place));
                    arguments.get(place).append(event.text("delta"));
                }
                case "response.function_call_arguments.done" ->
                    assertThat(event.text("arguments"))
                            .isEqualTo(arguments.get(place).toString());
                case "response.output_item.done" ->
                    assertThat(event.object("item").text("id")).isEqualTo(open.remove(place));
                case "response.completed" -> {
                    completed = true;
                    assertThat(open).as("items without an end").isEmpty();
                    Json.objects(event.object("response"), "output")
                            .filter(item -> "function_call".equals(item.text("type")))
                            .forEach(item -> calls.add(
                                    item.text("call_id") + " " + item.text("name") + " " + item.text("arguments")));
                    calls.sort(String::compareTo);
                }
                default -> {
                    // Beginnings and ends of parts.
                }
            }
        }
    }
}
