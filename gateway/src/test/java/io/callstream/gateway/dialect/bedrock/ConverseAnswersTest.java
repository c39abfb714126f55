package io.callstream.gateway.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Dialect;
import io.callstream.gateway.provider.Reply;
import io.callstream.gateway.provider.ResponseReader;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of answers of the Converse API, whole and in AWS's streams. */
class ConverseAnswersTest {
    private static final DialectRig NOVA =
            DialectRig.of("model: 'bedrock/amazon.nova-pro-v1:0', api_key: k, aws_region_name: eu-west-1");
    private static final Dialect DIALECT = NOVA.dialect();
    private static final Delta.Begin BEGIN = new Delta.Begin("req-1", "nova");

    private static Reply reply(int status, boolean stream) {
        return new Reply(status, stream, "nova", "req-1", -1, null);
    }

    private static List<Delta> answer(int status, String json) {
        return DialectRig.read(DIALECT.reader(reply(status, false)), json);
    }

    private static List<Delta> stream(byte[] bytes, int piece) {
        List<Delta> deltas = new ArrayList<>();
        ResponseReader reader = DIALECT.reader(reply(200, true));
        for (int from = 0; from < bytes.length; from += piece) {
            reader.read(Slice.of(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece))), deltas::add);
        }
        reader.end(deltas::add);
        return deltas;
    }

    private static List<Delta> stream(StreamBytes bytes) {
        return stream(bytes.bytes(), 1 << 20);
    }

    private static StreamBytes delta(StreamBytes stream, String delta) {
        return stream.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":" + delta + "}");
    }

    private static StreamBytes stop(StreamBytes stream) {
        return stream.event("messageStop", "{\"stopReason\":\"end_turn\"}");
    }

    @Test
    void anAnswerIsRead() {
        String content = "[{\"reasoningContent\":{\"reasoningText\":{\"text\":\"Hm\",\"signature\":\"s\"}}},"
                + "{\"reasoningContent\":{\"redactedContent\":\"QUJD\"}},{\"text\":\"Hi\"},{\"text\":\"\"},"
                + "{\"citationsContent\":{\"content\":[{\"text\":\"cited\"},7],\"citations\":[]}},"
                + "{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"look\",\"input\":{\"at\":1}}},"
                + "{\"toolUse\":{\"toolUseId\":\"b\",\"name\":\"now\"}},{\"brandNew\":{}},7]";

        assertThat(answer(
                        200,
                        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":" + content
                                + "}},\"stopReason\":\"tool_use\",\"usage\":{\"inputTokens\":3,\"outputTokens\":4}}"))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("s"),
                        new Delta.HiddenReasoning("QUJD"),
                        new Delta.Text("Hi"),
                        new Delta.Text("cited"),
                        new Delta.ToolCall(0, "a", "look", "{\"at\":1}"),
                        new Delta.ToolCall(1, "b", "now", "{}"),
                        new Delta.Finish("tool_calls"),
                        new Delta.Tokens(3, 4, 0, 0, -1));
    }

    /** Bedrock counts beside the prompt what its cache held; a cache of an hour has a price of its own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"inputTokens":3,"outputTokens":4,"cacheReadInputTokens":5,"cacheWriteInputTokens":6} | 14 | 5 | 6 | -1
            {"inputTokens":3,"outputTokens":4,"cacheWriteInputTokens":6,"cacheDetails":[{"ttl":"1h","inputTokens":2},{"ttl":"5m","inputTokens":1},{"ttl":"1h","inputTokens":3},7]} | 9 | 0 | 6 | 5
            {"inputTokens":3,"outputTokens":4,"cacheDetails":[{"ttl":"1h"}]} | 3 | 0 | 0 | 0
            {"inputTokens":3,"outputTokens":4,"cacheDetails":[]} | 3 | 0 | 0 | -1
            """)
    void usageCountsTheWholePrompt(String usage, long prompt, long read, long written, long hour) {
        assertThat(answer(200, "{\"output\":{\"message\":{}},\"usage\":" + usage + "}"))
                .endsWith(new Delta.Tokens(prompt, 4, read, written, -1, Delta.Special.keptLong(hour)));
        assertThat(stream(stop(new StreamBytes()).event("metadata", "{\"usage\":" + usage + "}")))
                .endsWith(new Delta.Tokens(prompt, 4, read, written, -1, Delta.Special.keptLong(hour)));
    }

    @Test
    void theTierIsSaidBesideTheUsage() {
        assertThat(answer(200, "{\"output\":{\"message\":{}},\"usage\":{},\"serviceTier\":{\"type\":\"flex\"}}"))
                .endsWith(new Delta.Tokens(0, 0, 0, 0, -1, Delta.Special.served("flex")));
    }

    @Test
    void textsThoughtsAndCallsComeInPieces() {
        StreamBytes stream = new StreamBytes().event("messageStart", "{\"role\":\"assistant\"}");
        delta(stream, "{\"reasoningContent\":{\"text\":\"Hm\"}}");
        delta(stream, "{\"reasoningContent\":{\"signature\":\"s\"}}");
        delta(stream, "{\"reasoningContent\":{\"redactedContent\":\"QUJD\"}}");
        delta(stream, "{\"text\":\"Hi\"}");
        delta(stream, "{\"text\":\"\"}");
        stream.event("contentBlockStart", "{\"start\":{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"look\"}}}");
        delta(stream, "{\"toolUse\":{\"input\":\"{}\"}}");
        delta(stream, "{\"toolUse\":{\"input\":\"\"}}");
        stream.event("contentBlockStart", "{\"start\":{}}")
                .event("brandNew", "{}")
                .event("contentBlockStop", "{}");
        stream.event("messageStop", "{\"stopReason\":\"tool_use\"}")
                .event("messageStop", "{\"stopReason\":\"end_turn\"}");

        assertThat(stream(stream))
                .containsExactly(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.ReasoningSignature("s"),
                        new Delta.HiddenReasoning("QUJD"),
                        new Delta.Text("Hi"),
                        new Delta.ToolCall(0, "a", "look", ""),
                        new Delta.ToolCall(0, null, null, "{}"),
                        new Delta.Finish("tool_calls"));
    }

    @Test
    void aStreamMayBeginWithAnything() {
        assertThat(stream(stop(delta(new StreamBytes(), "{\"text\":\"Hi\"}")))).startsWith(BEGIN, new Delta.Text("Hi"));
        assertThat(stream(stop(delta(new StreamBytes(), "{\"toolUse\":{\"input\":\"{}\"}}"))))
                .containsExactly(BEGIN, new Delta.Finish("stop"));
        assertThat(stream(new StreamBytes()
                        .event("contentBlockStart", "{\"start\":{\"toolUse\":{\"toolUseId\":\"a\",\"name\":\"n\"}}}")))
                .startsWith(BEGIN, new Delta.ToolCall(0, "a", "n", ""));
        assertThat(stream(stop(new StreamBytes()))).startsWith(BEGIN);
    }

    @Property(tries = 20)
    void aStreamIsReadWhateverPiecesItComesIn(@ForAll @IntRange(min = 1, max = 200) int piece) {
        byte[] bytes = new StreamBytes().text("Grüße", " ", "dich").usage(3, 4).bytes();

        assertThat(stream(bytes, piece)).isEqualTo(stream(bytes, bytes.length));
    }

    /** Whatever is cut off or changed: an answer, or a failure that says so, and no error of ours. */
    @Property(tries = 100)
    void anyDamageIsAFailureOrAnAnswer(@ForAll @IntRange(min = 0, max = 400) int at, @ForAll byte other) {
        byte[] bytes = new StreamBytes().text("Hello").usage(3, 4).bytes();
        bytes[at % bytes.length] = other;
        List<Delta> read = stream(bytes, 50);
        List<Delta> cut = stream(Arrays.copyOf(bytes, at % bytes.length), 50);

        assertThat(read)
                .isNotEmpty()
                .last()
                .isInstanceOfAny(Delta.Failure.class, Delta.Tokens.class, Delta.Finish.class);
        assertThat(cut)
                .isNotEmpty()
                .last()
                .isInstanceOfAny(Delta.Failure.class, Delta.Tokens.class, Delta.Finish.class);
    }

    @ParameterizedTest
    @CsvSource({
        "accessDeniedException, 403",
        "internalServerException, 500",
        "modelErrorException, 424",
        "modelNotReadyException, 429",
        "modelStreamErrorException, 424",
        "modelTimeoutException, 408",
        "resourceNotFoundException, 404",
        "serviceQuotaExceededException, 400",
        "serviceUnavailableException, 503",
        "throttlingException, 429",
        "ValidationException, 400",
        "brandNewException, 500",
    })
    void anExceptionInAStreamHasTheStatusOfItsKind(String exception, int status) {
        StreamBytes stream = new StreamBytes()
                .text("Hi")
                .exception(exception, "no such luck")
                .text("late");

        assertThat(stream(stream))
                .endsWith(new Delta.Failure(status, "no such luck"))
                .doesNotContain(new Delta.Text("late"));
    }

    @Test
    void anErrorOfTheStreamItselfHasItsCode() {
        assertThat(stream(new StreamBytes()
                        .message(
                                "",
                                ":message-type",
                                "error",
                                ":error-code",
                                "throttlingException",
                                ":error-message",
                                "slow")))
                .containsExactly(new Delta.Failure(429, "slow"));
        assertThat(stream(new StreamBytes()
                        .message("no JSON", ":message-type", "exception", ":exception-type", "validationException")))
                .containsExactly(new Delta.Failure(400, "validationException"));
    }

    @Test
    void anEventThatIsNoObjectIsAFailure() {
        assertThat(stream(new StreamBytes().event("messageStart", "[1]").text("late")))
                .containsExactly(new Delta.Failure(502, "The provider sent an event that is no JSON object."));
    }

    @Test
    void aStreamWithoutItsEndIsBroken() {
        byte[] whole = new StreamBytes().text("Hi").usage(3, 4).bytes();

        assertThat(stream(delta(new StreamBytes(), "{\"text\":\"Hi\"}"))).endsWith(Delta.Failure.unfinished());
        assertThat(stream(Arrays.copyOf(whole, whole.length - 1), 7)).endsWith(Delta.Failure.unfinished());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"message":"no such luck"}                    | 403 | no such luck
            {"Message":"no such luck"}                    | 404 | no such luck
            {"message":"a","Message":"b"}                 | 400 | a
            """)
    void anErrorHasItsWords(String error, int status, String message) {
        assertThat(answer(status, error)).containsExactly(new Delta.Failure(status, message));
        assertThat(answer(200, error)).containsExactly(new Delta.Failure(500, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Input is too long for requested model.",
                "The model returned the following errors: prompt is too long: 5 > 4",
                "Too many input tokens. Max input tokens: 8192",
                "This model's maximum context length is 4096 tokens",
                "Malformed input request: expected maxLength: 50000",
            })
    void aPromptThatDoesNotFitIsToldByItsWords(String message) {
        assertThat(answer(400, "{\"message\":\"" + message + "\"}"))
                .containsExactly(new Delta.Failure(400, message, GatewayError.CONTEXT_WINDOW_EXCEEDED));
        assertThat(stream(new StreamBytes().exception("validationException", message)))
                .containsExactly(new Delta.Failure(400, message, GatewayError.CONTEXT_WINDOW_EXCEEDED));
        assertThat(answer(429, "{\"message\":\"" + message + "\"}")).containsExactly(new Delta.Failure(429, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"output\":{}}", "no JSON"})
    void whatIsNoAnswerIsToldAsItStands(String odd) {
        assertThat(answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no answer of Bedrock's Converse API: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }

    @Test
    void eventsHoldAStreamAsAList() {
        StreamBytes stream = new StreamBytes()
                .event("messageStart", "{\"role\":\"assistant\"}")
                .exception("throttlingException", "slow")
                .message("", ":message-type", "error", ":error-code", "broken", ":error-message", "odd");
        byte[] whole = stream.bytes();

        assertThat(DIALECT.streamAsJson(Slice.of(whole)).text())
                .isEqualTo(
                        "[{\"messageStart\":{\"role\":\"assistant\"}},{\"throttlingException\":{\"message\":\"slow\"}},{\"broken\":\"odd\"}]");
        assertThat(DIALECT.streamAsJson(Slice.of(new byte[0])).text()).isEqualTo("[]");
        whole[whole.length - 1] ^= 1;
        assertThat(DIALECT.streamAsJson(Slice.of(whole)).text())
                .isEqualTo(
                        "[{\"messageStart\":{\"role\":\"assistant\"}},{\"throttlingException\":{\"message\":\"slow\"}}]");
    }
}
