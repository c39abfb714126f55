package io.callstream.gateway.dialect.anthropic;

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

/** What is read of Anthropic's answers, whole and in streams. */
class AnthropicAnswersTest {
    private static final DialectRig CLAUDE = DialectRig.of("model: anthropic/claude-haiku-4-5, api_key: k");
    private static final String START = event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"model\":\"claude\",\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":5,"
                    + "\"cache_creation_input_tokens\":3,\"output_tokens\":1}}");
    private static final String STOP = event("message_stop", "\"a\":1");
    private static final Delta.Begin BEGIN = new Delta.Begin("msg_1", "claude");

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    private static String delta(String delta) {
        return event("content_block_delta", "\"index\":0,\"delta\":" + delta);
    }

    private static String block(String block) {
        return event("content_block_start", "\"index\":0,\"content_block\":" + block);
    }

    private static String ended(String reason, String usage) {
        return event("message_delta", "\"delta\":{\"stop_reason\":\"" + reason + "\"},\"usage\":" + usage);
    }

    /** What is said between the beginning and the end of a stream. */
    private static List<Delta> said(String... events) {
        String[] whole = Stream.of(Stream.of(START), Arrays.stream(events), Stream.of(ended("end_turn", "{}"), STOP))
                .flatMap(each -> each)
                .toArray(String[]::new);
        List<Delta> deltas = CLAUDE.stream(whole);
        assertThat(deltas.get(0)).isEqualTo(BEGIN);
        assertThat(deltas.get(deltas.size() - 2)).isEqualTo(new Delta.Finish("stop"));
        return deltas.subList(1, deltas.size() - 2);
    }

    @Test
    void textsAndThoughtsComeInPieces() {
        assertThat(said(
                        block("{\"type\":\"thinking\",\"thinking\":\"\"}"),
                        delta("{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}"),
                        delta("{\"type\":\"thinking_delta\",\"thinking\":\"\"}"),
                        delta("{\"type\":\"signature_delta\",\"signature\":\"sig\"}"),
                        block("{\"type\":\"redacted_thinking\",\"data\":\"secret\"}"),
                        block("{\"type\":\"text\",\"text\":\"\"}"),
                        delta("{\"type\":\"text_delta\",\"text\":\"Hi\"}"),
                        delta("{\"type\":\"text_delta\",\"text\":\"\"}")))
                .containsExactly(
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("sig"),
                        new Delta.HiddenReasoning("secret"),
                        new Delta.Text("Hi"));
    }

    /** Servers that are like Anthropic's send what they have at once. */
    @Test
    void aBlockMayBeWholeWhereItBegins() {
        assertThat(said(
                        block("{\"type\":\"thinking\",\"thinking\":\"Hm\"}"),
                        block("{\"type\":\"text\",\"text\":\"Hi\"}"),
                        block("{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"look\",\"input\":{\"at\":1}}")))
                .containsExactly(
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("Hi"),
                        new Delta.ToolCall(0, "a", "look", "{\"at\":1}"));
    }

    @Test
    void callsComeInPiecesAndAreCounted() {
        assertThat(said(
                        block("{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"look\",\"input\":{}}"),
                        delta("{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"),
                        delta("{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"at\\\":\"}"),
                        delta("{\"type\":\"input_json_delta\",\"partial_json\":\"1}\"}"),
                        event("content_block_stop", "\"index\":0"),
                        block("{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"now\",\"input\":{}}")))
                .containsExactly(
                        new Delta.ToolCall(0, "a", "look", ""),
                        new Delta.ToolCall(0, null, null, "{\"at\":"),
                        new Delta.ToolCall(0, null, null, "1}"),
                        new Delta.ToolCall(1, "b", "now", ""));
    }

    /** Of a tool that Anthropic runs itself, such as a search, other forms know nothing. */
    @Test
    void whatIsNewOrOfAnthropicsOwnToolsIsPassedOver() {
        assertThat(said(
                        event("ping", "\"a\":1"),
                        block("{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"web_search\",\"input\":{}}"),
                        delta("{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}"),
                        event("content_block_stop", "\"index\":0"),
                        block("{\"type\":\"web_search_tool_result\"}"),
                        delta("{\"type\":\"citations_delta\",\"citation\":{}}"),
                        delta("{}"),
                        event("brand_new", "\"a\":1"),
                        ": comment\n\n"))
                .isEmpty();
    }

    /** Numbers add up from the beginning of a stream to its end; a null says that there is nothing new. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"output_tokens":7}                        | 18 | 7 | 5 | 3
            {"output_tokens":7,"input_tokens":11}      | 19 | 7 | 5 | 3
            {"output_tokens":7,"input_tokens":null,"cache_read_input_tokens":null,"cache_creation_input_tokens":null} | 18 | 7 | 5 | 3
            {}                                         | 18 | 1 | 5 | 3
            {"output_tokens":7,"cache_read_input_tokens":0} | 13 | 7 | 0 | 3
            """)
    void usageIsTheLatestOfEachKind(String usage, long prompt, long completion, long read, long created) {
        assertThat(CLAUDE.stream(START, ended("end_turn", usage), STOP))
                .endsWith(new Delta.Finish("stop"), new Delta.Tokens(prompt, completion, read, created, -1));
    }

    @Test
    void usageSaysWhatHasAPriceOfItsOwn() {
        String usage =
                "{\"output_tokens\":7,\"cache_creation\":{\"ephemeral_1h_input_tokens\":2},\"service_tier\":\"priority\","
                        + "\"output_tokens_details\":{\"thinking_tokens\":4}}";

        assertThat(CLAUDE.stream(START, ended("tool_use", usage), STOP))
                .endsWith(
                        new Delta.Finish("tool_calls"),
                        new Delta.Tokens(18, 7, 5, 3, 4, new Delta.Special(2, -1, -1, "priority")));
    }

    @Test
    void aReasonIsSaidOnceAndAnEventWithoutOneSaysNone() {
        assertThat(CLAUDE.stream(
                        START,
                        event("message_delta", "\"delta\":{},\"usage\":{\"output_tokens\":2}"),
                        ended("max_tokens", "{}"),
                        STOP))
                .containsExactly(BEGIN, new Delta.Finish("length"), new Delta.Tokens(18, 2, 5, 3, -1));
    }

    @Test
    void nothingComesBehindTheEnd() {
        assertThat(CLAUDE.stream(
                        START, ended("end_turn", "{}"), STOP, delta("{\"type\":\"text_delta\",\"text\":\"late\"}")))
                .doesNotContain(new Delta.Text("late"));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, 400",
        "authentication_error, 401",
        "billing_error, 402",
        "permission_error, 403",
        "not_found_error, 404",
        "request_too_large, 413",
        "rate_limit_error, 429",
        "timeout_error, 504",
        "overloaded_error, 529",
        "api_error, 500",
        "brand_new_error, 500",
    })
    void anErrorInAStreamHasTheStatusOfItsKind(String kind, int status) {
        String error = event("error", "\"error\":{\"type\":\"" + kind + "\",\"message\":\"no such luck\"}");

        assertThat(CLAUDE.stream(START, error, STOP)).containsExactly(BEGIN, new Delta.Failure(status, "no such luck"));
    }

    @Test
    void anErrorWithoutWordsIsOne() {
        assertThat(CLAUDE.stream(START, event("error", "\"error\":{}")))
                .endsWith(new Delta.Failure(500, "The provider says no more than that it failed."));
    }

    @Test
    void aStreamWithoutItsEndIsBroken() {
        assertThat(CLAUDE.stream(START, delta("{\"type\":\"text_delta\",\"text\":\"Hi\"}")))
                .endsWith(new Delta.Text("Hi"), Delta.Failure.unfinished());
    }

    @Test
    void aMessageIsRead() {
        String message = "{\"type\":\"message\",\"id\":\"msg_1\",\"model\":\"claude\",\"content\":["
                + "{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"sig\"},{\"type\":\"redacted_thinking\",\"data\":\"d\"},"
                + "{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"text\",\"text\":\"\"},{\"type\":\"server_tool_use\",\"id\":\"s\"},"
                + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"look\",\"input\":{\"at\":1}},{\"type\":\"tool_use\",\"id\":\"b\","
                + "\"name\":\"now\"},{},7],\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":\"3\",\"output_tokens\":4}}";

        assertThat(CLAUDE.answer(200, message))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("sig"),
                        new Delta.HiddenReasoning("d"),
                        new Delta.Text("Hi"),
                        new Delta.ToolCall(0, "a", "look", "{\"at\":1}"),
                        new Delta.ToolCall(1, "b", "now", "{}"),
                        new Delta.Finish("tool_calls"),
                        new Delta.Tokens(3, 4, 0, 0, -1));
    }

    @Test
    void aMessageThatSaysLittleIsOne() {
        assertThat(CLAUDE.answer(200, "{\"type\":\"message\"}"))
                .containsExactly(new Delta.Begin("", ""), new Delta.Finish("stop"));
        assertThat(CLAUDE.stream(event("message_start", "\"a\":1"), STOP)).containsExactly(new Delta.Begin("", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | prompt is too long: 200001 tokens > 200000 maximum | true
            400 | input length and `max_tokens` exceed context limit: 1 + 2 > 2 | true
            413 | prompt is too long | false
            400 | messages: at least one message is required | false
            """)
    void aPromptThatDoesNotFitIsToldByItsWords(int status, String message, boolean tooLong) {
        String error =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"" + message + "\"}}";

        assertThat(CLAUDE.answer(status, error))
                .containsExactly(
                        new Delta.Failure(status, message, tooLong ? GatewayError.CONTEXT_WINDOW_EXCEEDED : null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"type\":\"completion\"}", "<html>"})
    void whatIsNoMessageIsToldAsItStands(String odd) {
        assertThat(CLAUDE.answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no message of Anthropic's: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }
}
