package io.callstream.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that speak OpenAI's form each in their own way: what reaches a client of another form is what they meant. */
class ServersOfTheFormTest {
    private static final OpenAiDialect DIALECT = new OpenAiDialect();

    @Test
    void callsInOneChunkWithoutIndexAreSeveral() {
        assertCalls(
                Map.of(0, "a look {\"at\":1}", 1, "b now {}"),
                chunk("{\"tool_calls\":[" + call(null, "a", "look", "{\\\"at\\\":1}") + ","
                        + call(null, "b", "now", "{}") + "]}"));
    }

    /** Gemini's endpoint in OpenAI's form, which sends each call whole and counts none. */
    /** A client of another form is not told that an answer is whole which was cut. */
    @ParameterizedTest
    @CsvSource({
        "stop, stop", "length, length", "tool_calls, tool_calls", "content_filter, content_filter",
                "model_length, length",
        "max_tokens, length", "function_call, tool_calls", "tool_use, tool_calls", "eos, stop", "eos_token, stop",
        "end_turn, stop", "stop_sequence, stop", "brand_new, brand_new",
    })
    void reasonsOfEndsAreInOpenAisWords(String said, String reason) {
        String ended = "\"finish_reason\":\"" + said + "\"}]}";
        List<Delta> deltas = new ArrayList<>();
        ResponseReader plain = DIALECT.reader(200, false);
        plain.read(Slice.of("{\"choices\":[{\"message\":{}," + ended), deltas::add);
        plain.end(deltas::add);
        ResponseReader stream = DIALECT.reader(200, true);
        stream.read(Slice.of("data: {\"choices\":[{\"delta\":{}," + ended + "\n\n"), deltas::add);

        assertThat(deltas)
                .filteredOn(Delta.Finish.class::isInstance)
                .containsOnly(new Delta.Finish(reason))
                .hasSize(2);
    }

    @Test
    void callsOfSeveralChunksWithoutIndexAreSeveral() {
        assertCalls(
                Map.of(0, "a look {\"at\":1}", 1, "b now {}"),
                chunk("{\"tool_calls\":[" + call(null, "a", "look", "{\\\"at\\\":1}") + "]}"),
                chunk("{\"tool_calls\":[" + call(null, "b", "now", "{}") + "]}"));
    }

    /** Servers that count from 0 in every chunk. */
    @Test
    void callsOfOneIndexAreSeveralWhenTheirIdsSaySo() {
        assertCalls(
                Map.of(0, "a look {\"at\":1}", 1, "b now {}"),
                chunk("{\"tool_calls\":[" + call("0", "a", "look", "{\\\"at\\\":") + "]}"),
                chunk("{\"tool_calls\":[" + call("0", "a", null, "1}") + "]}"),
                chunk("{\"tool_calls\":[" + call("0", "b", "now", "{}") + "]}"));
    }

    @Test
    void partsWithoutIdBelongToTheLatestOfTheirIndexAndPartsWithoutAnythingToTheLast() {
        assertCalls(
                Map.of(0, "a look {\"at\":1}", 1, "b now {}"),
                chunk("{\"tool_calls\":[" + call("0", "a", "look", "{") + "]}"),
                chunk("{\"tool_calls\":[" + call("0", null, null, "\\\"at\\\":1}") + "]}"),
                chunk("{\"tool_calls\":[" + call("1", "b", "now", "{") + "]}"),
                chunk("{\"tool_calls\":[" + call(null, null, null, "}") + "]}"));
    }

    /** OpenAI repeats nothing; others repeat the id, or say it as an empty text. */
    @ParameterizedTest
    @ValueSource(strings = {"\"id\":\"a\",", "\"id\":\"\",", "\"id\":null,", ""})
    void anIdThatIsSaidAgainIsOneCall(String again) {
        assertCalls(
                Map.of(0, "a look {\"at\":1}"),
                chunk("{\"tool_calls\":[" + call("0", "a", "look", "{\\\"at\\\":") + "]}"),
                chunk("{\"tool_calls\":[{\"index\":0," + again + "\"function\":{\"arguments\":\"1}\"}}]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775807", "4294967296", "1.5", "\"0\"", "null", "[]"})
    void anIndexThatIsNoneDoesNoHarm(String index) {
        assertCalls(
                Map.of(0, "a look {}", 1, "b now {}"),
                chunk("{\"tool_calls\":[" + call("0", "a", "look", "{}") + "]}"),
                chunk("{\"tool_calls\":[" + call(index, "b", "now", "{}") + "]}"));
    }

    @Test
    void argumentsThatAreNoTextAreWhatTheySay() {
        assertCalls(
                Map.of(0, "a look {\"at\":[1,2]}"),
                chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"look\","
                        + "\"arguments\":{\"at\":[1,2]}}}]}"));
    }

    @Test
    void callsOfAPlainAnswerAreCountedByTheirPlace() {
        String answer = "{\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[" + call("0", "a", "look", "{}") + ","
                + call("0", "b", "now", "{}") + "]},\"finish_reason\":\"tool_calls\"}]}";

        assertThat(calls(read(DIALECT.reader(200, false), answer))).isEqualTo(Map.of(0, "a look {}", 1, "b now {}"));
    }

    /** Some write an empty reason into every chunk but the last. */
    @Test
    void anEmptyReasonIsNoEnd() {
        String begun = chunk("{\"content\":\"Hel\"}").replace("\"finish_reason\":null", "\"finish_reason\":\"\"");

        List<Delta> deltas = read(DIALECT.reader(200, true), begun + chunk("{\"content\":\"lo\"}"));

        assertThat(deltas).contains(new Delta.Text("Hel"), new Delta.Text("lo"), Delta.Failure.unfinished());
        assertThat(deltas).noneMatch(Delta.Finish.class::isInstance);
    }

    @Test
    void theReasonThatEndsAnAnswerIsTheFirstThatSaysOne() {
        String end = chunk("{}").replace("\"finish_reason\":null", "\"finish_reason\":\"length\"");
        String empty = chunk("{}").replace("\"finish_reason\":null", "\"finish_reason\":\"\"");

        assertThat(read(DIALECT.reader(200, true), chunk("{\"content\":\"Hi\"}") + empty + end + empty))
                .contains(new Delta.Finish("length"))
                .doesNotContain(new Delta.Finish(""), Delta.Failure.unfinished());
    }

    @Test
    void aPlainAnswerWithAnEmptyReasonHasStopped() {
        String answer = "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"\"}]}";

        assertThat(read(DIALECT.reader(200, false), answer)).contains(new Delta.Text("Hi"), new Delta.Finish("stop"));
    }

    /** OpenAI's words, OpenRouter's numbers, and numbers as texts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"m\",\"code\":429}                                        | 429",
                "{\"message\":\"m\",\"code\":\"429\"}                                    | 429",
                "{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}                    | 429",
                "{\"message\":\"m\",\"type\":\"overloaded_error\",\"code\":null}         | 503",
                "{\"message\":\"m\",\"type\":\"invalid_request_error\",\"code\":\"none\"} | 400",
                "{\"message\":\"m\",\"code\":200}                                        | 500",
                "{\"message\":\"m\",\"code\":-429}                                       | 500",
                "{\"message\":\"m\",\"code\":{\"a\":1}}                                  | 500",
                "{\"message\":\"m\"}                                                     | 500",
                "\"m\"                                                                   | 500",
            })
    void anErrorInAStreamHasTheStatusThatItsCodeStandsFor(String error, int status) {
        List<Delta> deltas =
                read(DIALECT.reader(200, true), chunk("{\"content\":\"Hi\"}") + "data: {\"error\":" + error + "}\n\n");

        assertThat(deltas).contains(new Delta.Failure(status, "m")).doesNotContain(Delta.Failure.unfinished());
    }

    /** DeepSeek's and vLLM's name of it, and OpenRouter's; Mistral's parts; a refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reasoning_content\":\"Hm\"}                         | Reasoning[text=Hm]",
                "{\"reasoning\":\"Hm\"}                                 | Reasoning[text=Hm]",
                "{\"reasoning_content\":\"Hm\",\"reasoning\":\"Hm\"}    | Reasoning[text=Hm]",
                "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}    | Text[text=Hi]",
                "{\"content\":null,\"refusal\":\"I cannot\"}            | Text[text=I cannot]",
                "{\"content\":\"\",\"refusal\":null}                    |",
                "{\"content\":7}                                        |",
            })
    void whatIsSaidIsFoundWhereServersSayIt(String delta, String said) {
        List<Delta> deltas = new ArrayList<>(read(DIALECT.reader(200, true), chunk(delta)));
        deltas.removeIf(each -> each instanceof Delta.Begin || each instanceof Delta.Failure);

        assertThat(deltas.stream().map(Object::toString).toList()).isEqualTo(said == null ? List.of() : List.of(said));
    }

    private static void assertCalls(Map<Integer, String> calls, String... chunks) {
        assertThat(calls(read(DIALECT.reader(200, true), String.join("", chunks))))
                .isEqualTo(calls);
    }

    private static Map<Integer, String> calls(List<Delta> deltas) {
        Map<Integer, Delta.ToolCall> merged = new TreeMap<>();
        for (Delta delta : deltas) {
            if (delta instanceof Delta.ToolCall call) {
                merged.merge(call.index(), call, Delta.ToolCall::and);
            }
        }
        Map<Integer, String> calls = new TreeMap<>();
        merged.forEach((index, call) -> calls.put(index, call.id() + " " + call.name() + " " + call.arguments()));
        return calls;
    }

    private static List<Delta> read(ResponseReader reader, String body) {
        List<Delta> deltas = new ArrayList<>();
        reader.read(Slice.of(body), deltas::add);
        reader.end(deltas::add);
        return deltas;
    }

    private static String call(String index, String id, String name, String arguments) {
        return "{" + (index == null ? "" : "\"index\":" + index + ",") + (id == null ? "" : "\"id\":\"" + id + "\",")
                + "\"type\":\"function\",\"function\":{" + (name == null ? "" : "\"name\":\"" + name + "\",")
                + "\"arguments\":\"" + arguments + "\"}}";
    }

    private static String chunk(String delta) {
        return "data: {\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":null}]}\n\n";
    }
}
