package io.callstream.gateway.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of responses, whole and in streams. */
class ResponseAnswersTest {
    private static final DialectRig RESPONSES = DialectRig.of("model: openai/responses/gpt-5, api_key: k");
    private static final String NAMED = "\"id\":\"resp_1\",\"model\":\"gpt-5\"";
    private static final Delta.Begin BEGIN = new Delta.Begin("resp_1", "gpt-5");

    private static String event(String type, String fields) {
        return "event: response." + type + "\ndata: {\"type\":\"response." + type + "\"," + fields + "}\n\n";
    }

    private static String item(String type, int place, String item) {
        return event("output_item." + type, "\"output_index\":" + place + ",\"item\":" + item);
    }

    private static String piece(String type, int place, String delta) {
        return event(type + ".delta", "\"output_index\":" + place + ",\"delta\":\"" + delta + "\"");
    }

    /** What is said between the beginning and the end of a stream. */
    private static List<Delta> said(String... events) {
        String[] whole = Stream.of(
                        Stream.of(
                                event("created", "\"response\":{" + NAMED + "}"),
                                event("in_progress", "\"response\":{" + NAMED + "}")),
                        Arrays.stream(events),
                        Stream.of(event("completed", "\"response\":{" + NAMED + ",\"status\":\"completed\"}")))
                .flatMap(each -> each)
                .toArray(String[]::new);
        List<Delta> deltas = RESPONSES.stream(whole);
        assertThat(deltas.get(0)).isEqualTo(BEGIN);
        assertThat(deltas.get(deltas.size() - 1)).isInstanceOf(Delta.Finish.class);
        return deltas.subList(1, deltas.size() - 1);
    }

    @Test
    void aResponseIsRead() {
        String output =
                "[{\"type\":\"reasoning\",\"summary\":[{\"text\":\"One\"},{\"text\":\"Two\"}],\"encrypted_content\":\"sealed\"},"
                        + "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"hidden\"},"
                        + "{\"type\":\"reasoning\",\"summary\":[],\"content\":[{\"text\":\"Plain\"}]},"
                        + "{\"type\":\"web_search_call\"},"
                        + "{\"type\":\"message\",\"content\":[{\"text\":\"Hi\"},{\"refusal\":\"No\"},{\"text\":\"\"},7]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"look\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"b\",\"name\":\"now\"},{},7]";

        assertThat(RESPONSES.answer(
                        200, "{" + NAMED + ",\"status\":\"completed\",\"error\":null,\"output\":" + output + "}"))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("One\n\nTwo"),
                        new Delta.ReasoningSignature("sealed"),
                        new Delta.HiddenReasoning("hidden"),
                        new Delta.Reasoning("Plain"),
                        new Delta.Text("Hi"),
                        new Delta.Text("No"),
                        new Delta.ToolCall(0, "a", "look", "{}"),
                        new Delta.ToolCall(1, "b", "now", ""),
                        new Delta.Finish("tool_calls"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "status":"completed"                                                     | stop
            "status":"incomplete","incomplete_details":{"reason":"max_output_tokens"} | length
            "status":"incomplete","incomplete_details":{"reason":"content_filter"}   | content_filter
            "status":"incomplete"                                                    | length
            "incomplete_details":{}                                                  | stop
            "status":"brand_new"                                                     | stop
            """)
    void anAnswerEndsInTheWordsOfChats(String how, String reason) {
        assertThat(RESPONSES.answer(200, "{\"output\":[]," + how + "}"))
                .containsExactly(new Delta.Begin("", ""), new Delta.Finish(reason));
        assertThat(RESPONSES.stream(event("incomplete", "\"response\":{" + how + "}")))
                .containsExactly(new Delta.Begin("", ""), new Delta.Finish(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "usage":{"input_tokens":3,"output_tokens":4} | 3 | 4 | -1 | -1 | -1 | null
            "usage":{"input_tokens":"3"}                 | 3 | 0 | -1 | -1 | -1 | null
            "usage":{"input_tokens":9,"output_tokens":4,"input_tokens_details":{"cached_tokens":5,"cache_write_tokens":2},"output_tokens_details":{"reasoning_tokens":1}} | 9 | 4 | 5 | 2 | 1 | null
            "usage":{"input_tokens":9,"input_tokens_details":{},"output_tokens_details":{}},"service_tier":"flex" | 9 | 0 | -1 | -1 | -1 | flex
            """)
    void usageSaysWhatWasCachedAndThought(
            String usage, long prompt, long completion, long read, long written, long thought, String tier) {
        Delta.Special special = Delta.Special.served(tier.equals("null") ? null : tier);

        assertThat(RESPONSES.answer(200, "{\"output\":[]," + usage + "}"))
                .endsWith(new Delta.Tokens(prompt, completion, read, written, thought, special));
    }

    @Test
    void textsComeInPiecesAndNotAgain() {
        assertThat(said(
                        item("added", 0, "{\"type\":\"message\"}"),
                        piece("output_text", 0, "He"),
                        piece("output_text", 0, ""),
                        piece("refusal", 0, "llo"),
                        event("output_text.done", "\"text\":\"Hello\""),
                        item("done", 0, "{\"type\":\"message\",\"content\":[{\"text\":\"Hello\"}]}")))
                .containsExactly(new Delta.Text("He"), new Delta.Text("llo"));
    }

    /** Servers that are like OpenAI's send items only when they are whole. */
    @Test
    void whatDidNotComeInPiecesComesWhenItIsDone() {
        assertThat(said(
                        item("done", 0, "{\"type\":\"message\",\"content\":[{\"text\":\"Hello\"}]}"),
                        item(
                                "done",
                                1,
                                "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"look\",\"arguments\":\"{}\"}"),
                        item("added", 2, "{\"type\":\"function_call\",\"call_id\":\"b\",\"name\":\"now\"}"),
                        item(
                                "done",
                                2,
                                "{\"type\":\"function_call\",\"call_id\":\"b\",\"name\":\"now\",\"arguments\":\"{ }\"}"),
                        item("done", 3, "{\"type\":\"web_search_call\"}"),
                        item("done", 4, "{\"type\":\"reasoning\",\"summary\":[{\"text\":\"Hm\"}]}")))
                .containsExactly(
                        new Delta.Text("Hello"),
                        new Delta.ToolCall(0, "a", "look", ""),
                        new Delta.ToolCall(0, null, null, "{}"),
                        new Delta.ToolCall(1, "b", "now", ""),
                        new Delta.ToolCall(1, null, null, "{ }"),
                        new Delta.Reasoning("Hm"));
    }

    @Test
    void callsThatComeMixedKeepTheirPieces() {
        assertThat(said(
                        item("added", 1, "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"look\"}"),
                        item("added", 2, "{\"type\":\"function_call\",\"call_id\":\"b\",\"name\":\"now\"}"),
                        piece("function_call_arguments", 2, "{}"),
                        piece("function_call_arguments", 1, "{"),
                        piece("function_call_arguments", 1, "}"),
                        piece("function_call_arguments", 7, "lost"),
                        piece("function_call_arguments", 1, ""),
                        item("done", 1, "{\"type\":\"function_call\",\"call_id\":\"a\",\"arguments\":\"{}\"}")))
                .containsExactly(
                        new Delta.ToolCall(0, "a", "look", ""),
                        new Delta.ToolCall(1, "b", "now", ""),
                        new Delta.ToolCall(1, null, null, "{}"),
                        new Delta.ToolCall(0, null, null, "{"),
                        new Delta.ToolCall(0, null, null, "}"));
    }

    @Test
    void partsOfASummaryStandApartAndAreSealedInTheEnd() {
        assertThat(said(
                        event("reasoning_summary_part.added", "\"output_index\":0,\"summary_index\":0"),
                        piece("reasoning_summary_text", 0, "One"),
                        event("reasoning_summary_part.added", "\"output_index\":0,\"summary_index\":1"),
                        piece("reasoning_summary_text", 0, "Two"),
                        piece("reasoning_summary_text", 0, ""),
                        item(
                                "done",
                                0,
                                "{\"type\":\"reasoning\",\"summary\":[{\"text\":\"x\"}],\"encrypted_content\":\"sealed\"}"),
                        event("reasoning_summary_part.added", "\"output_index\":1,\"summary_index\":1"),
                        piece("reasoning_text", 1, "Plain"),
                        item("done", 1, "{\"type\":\"reasoning\",\"summary\":[]}"),
                        item("done", 2, "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"hidden\"}")))
                .containsExactly(
                        new Delta.Reasoning("One"),
                        new Delta.Reasoning("\n\n"),
                        new Delta.Reasoning("Two"),
                        new Delta.ReasoningSignature("sealed"),
                        new Delta.Reasoning("Plain"),
                        new Delta.HiddenReasoning("hidden"));
    }

    @Test
    void aStreamThatCalledEndsWithItsCalls() {
        assertThat(RESPONSES.stream(
                        item("added", 0, "{\"type\":\"function_call\",\"call_id\":\"a\",\"name\":\"look\"}"),
                        event(
                                "completed",
                                "\"response\":{" + NAMED + ",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}"),
                        piece("output_text", 0, "late")))
                .containsExactly(
                        new Delta.ToolCall(0, "a", "look", ""),
                        BEGIN,
                        new Delta.Finish("tool_calls"),
                        new Delta.Tokens(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit_exceeded, 429",
        "invalid_prompt, 400",
        "context_length_exceeded, 400",
        "image_too_large, 400",
        "server_error, 500",
        "brand_new, 500",
    })
    void anErrorHasTheStatusOfItsCode(String code, int status) {
        String error = "{\"code\":\"" + code + "\",\"message\":\"no such luck\"}";
        Delta.Failure failure = new Delta.Failure(status, "no such luck");

        assertThat(RESPONSES.stream(event("failed", "\"response\":{\"error\":" + error + "}")))
                .containsExactly(failure);
        assertThat(RESPONSES.stream("data: {\"type\":\"error\"," + error.substring(1) + "\n\n"))
                .containsExactly(failure);
        assertThat(RESPONSES.stream("data: {\"type\":\"error\",\"error\":" + error + "}\n\n"))
                .containsExactly(failure);
        assertThat(RESPONSES.answer(200, "{\"status\":\"failed\",\"output\":[],\"error\":" + error + "}"))
                .containsExactly(failure);
        assertThat(RESPONSES.answer(418, "{\"error\":" + error + "}"))
                .containsExactly(new Delta.Failure(418, "no such luck"));
    }

    @Test
    void aFailureWithoutWordsIsOne() {
        Delta.Failure wordless = new Delta.Failure(500, "The provider says no more than that it failed.");

        assertThat(RESPONSES.answer(200, "{\"status\":\"failed\",\"output\":[]}"))
                .containsExactly(wordless);
        assertThat(RESPONSES.stream(event("failed", "\"response\":{}"))).containsExactly(wordless);
    }

    @Test
    void aStreamWithoutItsEndIsBroken() {
        assertThat(RESPONSES.stream(event("created", "\"response\":{" + NAMED + "}")))
                .containsExactly(BEGIN, Delta.Failure.unfinished());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"output\":{}}", "no JSON"})
    void whatIsNoResponseIsToldAsItStands(String odd) {
        assertThat(RESPONSES.answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no response of OpenAI's Responses API: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }
}
