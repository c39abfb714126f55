package io.callstream.gateway.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer of any provider as a response, and as the events that lead to it. */
class AnswerWriterTest {
    private static final Delta BEGIN = new Delta.Begin("c1", "gpt");
    private static final Delta STOP = new Delta.Finish("stop");

    @Test
    void aTextComesPieceByPieceAndThenWhole() {
        assertEvents("""
                response.created
                response.in_progress
                response.output_item.added 0 {"id":"msg_0","type":"message","status":"in_progress","role":"assistant","content":[]}
                response.content_part.added 0.0 {"type":"output_text","text":"","annotations":[],"logprobs":[]}
                response.output_text.delta 0.0 "Hel"
                response.output_text.delta 0.0 "lo"
                response.output_text.done 0.0 "Hello"
                response.content_part.done 0.0 {"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}
                response.output_item.done 0 {"id":"msg_0","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}]}
                response.completed
                """, BEGIN, new Delta.Text("Hel"), new Delta.Text("lo"), STOP);
    }

    @Test
    void aThoughtIsSummedUpAndSealed() {
        assertEvents(
                """
                response.created
                response.in_progress
                response.output_item.added 0 {"id":"rs_0","type":"reasoning","summary":[]}
                response.reasoning_summary_part.added 0.0 {"type":"summary_text","text":""}
                response.reasoning_summary_text.delta 0.0 "Hm"
                response.reasoning_summary_text.done 0.0 "Hm"
                response.reasoning_summary_part.done 0.0 {"type":"summary_text","text":"Hm"}
                response.output_item.done 0 {"id":"rs_0","type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}],"encrypted_content":"s"}
                response.output_item.added 1 {"id":"rs_1","type":"reasoning","summary":[]}
                response.output_item.done 1 {"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"hidden"}
                response.completed
                """,
                BEGIN,
                new Delta.Reasoning("Hm"),
                new Delta.ReasoningSignature("s"),
                new Delta.HiddenReasoning("hidden"),
                STOP);
    }

    @Test
    void aThoughtThatIsOpenEndsWhereAHiddenOneBegins() {
        assertThat(output(BEGIN, new Delta.Reasoning("a"), new Delta.HiddenReasoning("b"), STOP))
                .isEqualTo(
                        "[{\"id\":\"rs_0\",\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"a\"}]},"
                                + "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"b\"}]");
    }

    @Test
    void callsThatComeMixedEndTogether() {
        assertEvents(
                """
                response.created
                response.in_progress
                response.output_item.added 0 {"id":"fc_0","type":"function_call","status":"in_progress","call_id":"c1","name":"f","arguments":""}
                response.function_call_arguments.delta 0 "{"
                response.output_item.added 1 {"id":"fc_1","type":"function_call","status":"in_progress","call_id":"c2","name":"g","arguments":""}
                response.function_call_arguments.delta 0 "}"
                response.function_call_arguments.done 0 "{}" f
                response.output_item.done 0 {"id":"fc_0","type":"function_call","status":"completed","call_id":"c1","name":"f","arguments":"{}"}
                response.function_call_arguments.delta 1 "{}"
                response.function_call_arguments.done 1 "{}" g
                response.output_item.done 1 {"id":"fc_1","type":"function_call","status":"completed","call_id":"c2","name":"g","arguments":"{}"}
                response.completed
                """,
                BEGIN,
                new Delta.ToolCall(0, "c1", "f", "{"),
                new Delta.ToolCall(1, "c2", "g", ""),
                new Delta.ToolCall(0, null, null, "}"),
                new Delta.Finish("tool_calls"));
    }

    @Test
    void aTextEndsWhereAThoughtOrACallBegins() {
        List<String> events = Written.events(
                writer(true),
                BEGIN,
                new Delta.Text("a"),
                new Delta.Reasoning("b"),
                new Delta.Text("c"),
                new Delta.ToolCall(0, "c1", "f", "{}"),
                STOP);

        assertThat(events.stream()
                        .filter(event -> event.startsWith("response.output_item."))
                        .map(event -> event.substring(21, event.indexOf(' '))
                                + event.replaceFirst(".*\"output_index\":(\\d).*", "$1")))
                .containsExactly("added0", "done0", "added1", "done1", "added2", "done2", "added3", "done3");
    }

    @Test
    void partsAreCountedByTheirKinds() {
        List<String> events = Written.events(writer(true), BEGIN, new Delta.Reasoning("a"), new Delta.Text("b"), STOP);

        assertThat(events)
                .filteredOn(event -> event.startsWith("response.reasoning_summary_"))
                .hasSize(4)
                .allMatch(event -> event.contains("\"summary_index\":0"));
        assertThat(events)
                .filteredOn(event ->
                        event.startsWith("response.content_part.") || event.startsWith("response.output_text."))
                .hasSize(4)
                .allMatch(event -> event.contains("\"content_index\":0"));
    }

    @Test
    void aCallWithoutAnIdGetsOneSoThatItsResultCanBeSent() {
        assertThat(output(BEGIN, new Delta.ToolCall(3, null, null, "{}"), STOP))
                .isEqualTo(
                        "[{\"id\":\"fc_0\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_0\","
                                + "\"name\":\"\",\"arguments\":\"{}\"}]");
    }

    @Test
    void eventsAreCountedFromZeroWithoutAGap() {
        List<String> events = Written.events(writer(true), BEGIN, new Delta.Text("a"), STOP);

        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i)).contains("\",\"sequence_number\":" + i + ",");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stop           | completed  | null
            tool_calls     | completed  | null
            something_new  | completed  | null
            length         | incomplete | {"reason":"max_output_tokens"}
            content_filter | incomplete | {"reason":"content_filter"}
            """)
    void anAnswerThatWasCutShortIsIncomplete(String finish, String status, String details) {
        JsonValue.Obj response = plain("{}", BEGIN, new Delta.Text("a"), new Delta.Finish(finish));
        List<String> events = Written.events(writer(true), BEGIN, new Delta.Text("a"), new Delta.Finish(finish));

        assertThat(response.text("status")).isEqualTo(status);
        assertThat(String.valueOf(response.fields().get("incomplete_details"))).isEqualTo(details);
        assertThat(events.get(events.size() - 1)).startsWith("response." + status + " ");
    }

    @Test
    void whatComesLastInAnAnswerThatWasCutShortIsIncomplete() {
        Delta cut = new Delta.Finish("length");
        Delta thought = new Delta.Reasoning("Hm");

        assertThat(output(BEGIN, thought, new Delta.Text("a"), cut)).contains("\"status\":\"incomplete\"");
        assertThat(output(BEGIN, new Delta.Text("a"), new Delta.ToolCall(0, "c", "f", "{\"a"), cut))
                .contains("\"type\":\"message\",\"status\":\"completed\"")
                .contains("\"type\":\"function_call\",\"status\":\"incomplete\"");
        assertThat(Written.events(writer(true), BEGIN, new Delta.Text("a"), cut))
                .filteredOn(event -> event.startsWith("response.output_item.done"))
                .singleElement()
                .asString()
                .contains("\"status\":\"incomplete\"");
    }

    @Test
    void anEndThatIsNotSaidIsOne() {
        assertThat(plain("{}", BEGIN, new Delta.Text("a")).text("status")).isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "429, rate_limit_exceeded",
        "400, invalid_prompt",
        "499, invalid_prompt",
        "399, server_error",
        "500, server_error",
        "503, server_error",
        "0, server_error",
    })
    void aStreamThatFailsSaysSoWithWhatCameBefore(int status, String code) {
        List<String> events =
                Written.events(writer(true), BEGIN, new Delta.Text("a"), new Delta.Failure(status, "Broken."));

        assertThat(events.get(events.size() - 1))
                .startsWith("response.failed ")
                .contains("\"status\":\"failed\",\"error\":{\"code\":\"" + code + "\",\"message\":\"Broken.\"}")
                .contains(
                        "\"status\":\"incomplete\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"a\"");
    }

    @Test
    void aPlainAnswerThatFailsIsAnErrorOfOpenAis() {
        assertThat(Written.of(writer(false), BEGIN, new Delta.Text("a"), new Delta.Failure(429, "Slow down.")))
                .startsWith("{\"error\":{")
                .contains("\"message\":\"Slow down.\"");
    }

    @Test
    void aFailureThatIsKnownForWhatItIsIsToldAsThat() {
        Delta failure = new Delta.Failure(400, "Too long.", GatewayError.CONTEXT_WINDOW_EXCEEDED);

        assertThat(Written.of(writer(false), BEGIN, failure)).contains(GatewayError.CONTEXT_WINDOW_EXCEEDED.code());
    }

    @Test
    void whereNothingCameNothingIsWritten() {
        assertThat(Written.of(writer(true))).isEmpty();
        assertThat(Written.of(writer(false))).isEmpty();
    }

    @Test
    void aResponseBeginsOnceAlsoWithoutAName() {
        assertThat(Written.events(writer(true), new Delta.Text("a"), BEGIN, STOP))
                .filteredOn(event -> event.startsWith("response.created"))
                .singleElement()
                .asString()
                .contains("\"model\":\"\"");
    }

    @Test
    void usageIsToldInTheWordsOfTheApi() {
        JsonValue.Obj response = plain(
                "{}",
                BEGIN,
                new Delta.Text("a"),
                STOP,
                new Delta.Tokens(10, 4, 6, -1, 3, Delta.Special.served("flex")));

        assertThat(response.get("usage"))
                .hasToString(
                        "{\"input_tokens\":10,\"input_tokens_details\":{\"cached_tokens\":6,\"cache_write_tokens\":0},"
                                + "\"output_tokens\":4,\"output_tokens_details\":{\"reasoning_tokens\":3},\"total_tokens\":14}");
        assertThat(response.text("service_tier")).isEqualTo("flex");
        assertThat(plain("{}", BEGIN, STOP).fields().get("usage")).isEqualTo(JsonValue.NULL);
        assertThat(plain("{}", BEGIN, STOP, new Delta.Tokens(1, 2)).get("usage"))
                .hasToString(
                        "{\"input_tokens\":1,\"input_tokens_details\":{\"cached_tokens\":0,\"cache_write_tokens\":0},"
                                + "\"output_tokens\":2,\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            background           | false
            instructions         | null
            max_output_tokens    | null
            max_tool_calls       | null
            metadata             | {}
            parallel_tool_calls  | true
            previous_response_id | null
            service_tier         | "default"
            store                | true
            temperature          | 1.0
            text                 | {"format":{"type":"text"}}
            tool_choice          | "auto"
            tools                | []
            top_p                | 1.0
            truncation           | "disabled"
            user                 | null
            """)
    void aResponseRepeatsWhatWasAskedAndWhatIsUsualOtherwise(String name, String usual) {
        JsonValue.Obj silent = plain("{\"" + name + "\":null}", BEGIN, STOP);
        JsonValue.Obj asked = plain("{\"" + name + "\":[\"asked\"]}", BEGIN, STOP);

        assertThat(String.valueOf(silent.fields().get(name))).isEqualTo(usual);
        assertThat(asked.fields().get(name)).hasToString("[\"asked\"]");
    }

    @Test
    void aResponseSaysWhatItIs() {
        JsonValue.Obj response = plain("{}", BEGIN, STOP);

        assertThat(response.toString())
                .startsWith(
                        "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":7,\"status\":\"completed\",\"error\":null,"
                                + "\"incomplete_details\":null,\"model\":\"gpt\",\"output\":[],\"usage\":null,");
        assertThat(writer(true).contentType()).isEqualTo("text/event-stream");
        assertThat(writer(false).contentType()).isEqualTo("application/json");
    }

    @Test
    void itemsHaveOtherIdsInEveryResponse() {
        AnswerWriter other = new AnswerWriter(new ResponseObject("resp_2", 7, ChatBody.NOTHING), false);

        assertThat(id(Written.of(other, BEGIN, new Delta.Text("a"))))
                .startsWith("msg_")
                .hasSize(36)
                .isNotEqualTo(id(Written.of(writer(false), BEGIN, new Delta.Text("a"))));
    }

    private static String id(String response) {
        return response.replaceFirst("(?s).*\"output\":\\[\\{\"id\":\"([^\"]*)\".*", "$1");
    }

    private static String output(Delta... deltas) {
        return named(String.valueOf(plain("{}", deltas).get("output")));
    }

    private static JsonValue.Obj plain(String asked, Delta... deltas) {
        AnswerWriter writer =
                new AnswerWriter(new ResponseObject("resp_1", 7, (JsonValue.Obj) OddJson.read(asked)), false);
        return (JsonValue.Obj) OddJson.read(Written.of(writer, deltas));
    }

    private static AnswerWriter writer(boolean stream) {
        return new AnswerWriter(new ResponseObject("resp_1", 7, ChatBody.NOTHING), stream);
    }

    private static void assertEvents(String expected, Delta... deltas) {
        assertThat(Written.events(writer(true), deltas).stream().map(AnswerWriterTest::brief))
                .containsExactlyElementsOf(Written.lines(expected));
    }

    /** The name of an event, where it is about, and what it brings. */
    private static String brief(String event) {
        String name = event.substring(0, event.indexOf(' '));
        JsonValue.Obj data = (JsonValue.Obj) OddJson.read(event.substring(name.length() + 1));
        assertThat(data.text("type")).isEqualTo(name);
        if (data.get("response") != null) {
            return name;
        }
        String part = data.get("content_index") != null || data.get("summary_index") != null ? ".0" : "";
        StringBuilder brief = new StringBuilder(name + " " + data.get("output_index") + part + " ");
        for (String field : List.of("item", "part", "delta", "text", "arguments")) {
            brief.append(data.get(field) == null ? "" : String.valueOf(data.get(field)));
        }
        return named(brief + (data.text("name") == null ? "" : " " + data.text("name")));
    }

    /** Ids of items as the places that they follow from. */
    private static String named(String text) {
        String named = text;
        for (int i = 0; i < 2; i++) {
            for (OutputItem.Kind kind : OutputItem.Kind.values()) {
                OutputItem item = kind == OutputItem.Kind.CALL
                        ? new CallItem(new Delta.ToolCall(0, "c", "f", ""), "resp_1", i)
                        : new TextItem(kind, "resp_1", i);
                String id = String.valueOf(item.item().value().text("id"));
                named = named.replace(id, id.substring(0, id.indexOf('_') + 1) + i);
            }
        }
        return named;
    }
}
