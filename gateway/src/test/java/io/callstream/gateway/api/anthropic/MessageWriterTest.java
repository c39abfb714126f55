package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Written;
import io.callstream.gateway.odd.OddJson;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plain answer of any provider as a message of Anthropic's. */
class MessageWriterTest {
    private static final Delta BEGIN = new Delta.Begin("msg_1", "claude");
    private static final Delta STOP = new Delta.Finish("stop");

    @Test
    void aTextIsAMessageWithAllItsFields() {
        assertThat(Written.of(
                        new MessageWriter(),
                        BEGIN,
                        new Delta.Text("Hel"),
                        new Delta.Text("lo \"you\""),
                        STOP,
                        new Delta.Tokens(7, 3)))
                .isEqualTo("{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude\","
                        + "\"content\":[{\"type\":\"text\",\"text\":\"Hello \\\"you\\\"\"}],\"stop_reason\":\"end_turn\","
                        + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":7,\"cache_creation_input_tokens\":0,"
                        + "\"cache_read_input_tokens\":0,\"output_tokens\":3}}");
        assertThat(new MessageWriter().contentType()).isEqualTo("application/json");
    }

    @Test
    void anAnswerThatSaysNothingHasNoBlocks() {
        assertThat(content(BEGIN, STOP)).isEqualTo("[]");
        assertThat(content(BEGIN, new Delta.Text(""), STOP)).isEqualTo("[]");
    }

    @Test
    void aThoughtStandsBeforeTheTextWithItsSignature() {
        assertThat(content(
                        BEGIN,
                        new Delta.Reasoning("Hm"),
                        new Delta.Reasoning("m."),
                        new Delta.ReasoningSignature("s1"),
                        new Delta.Text("Yes")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"Hmm.\",\"signature\":\"s1\"},"
                        + "{\"type\":\"text\",\"text\":\"Yes\"}]");
    }

    @Test
    void aThoughtWithoutASignatureHasAnEmptyOne() {
        assertThat(content(BEGIN, new Delta.Reasoning("Hm"), new Delta.Text("Yes")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"\"},"
                        + "{\"type\":\"text\",\"text\":\"Yes\"}]");
        assertThat(content(BEGIN, new Delta.Reasoning("Hm")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"\"}]");
    }

    @Test
    void aSignatureWithoutWordsIsAThoughtThatWasNotShown() {
        assertThat(content(BEGIN, new Delta.ReasoningSignature("s1"), new Delta.Text("Yes")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s1\"},"
                        + "{\"type\":\"text\",\"text\":\"Yes\"}]");
    }

    @Test
    void blocksStandInTheOrderInWhichTheyCame() {
        assertThat(content(
                        BEGIN,
                        new Delta.Reasoning("one"),
                        new Delta.HiddenReasoning("two"),
                        new Delta.Text("three"),
                        new Delta.Reasoning("four"),
                        new Delta.ReasoningSignature("s"),
                        new Delta.Text("five"),
                        new Delta.HiddenReasoning("six")))
                .isEqualTo("[{\"type\":\"thinking\",\"thinking\":\"one\",\"signature\":\"\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"two\"},"
                        + "{\"type\":\"text\",\"text\":\"three\"},"
                        + "{\"type\":\"thinking\",\"thinking\":\"four\",\"signature\":\"s\"},"
                        + "{\"type\":\"text\",\"text\":\"five\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"six\"}]");
    }

    @Test
    void aThoughtThatWasNotShownStandsBehindTheTextThatCameBeforeIt() {
        assertThat(content(BEGIN, new Delta.Text("a"), new Delta.ReasoningSignature("s"), new Delta.Text("b")))
                .isEqualTo(
                        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s\"},"
                                + "{\"type\":\"text\",\"text\":\"b\"}]");
        assertThat(content(BEGIN, new Delta.Text("a"), new Delta.Reasoning("b")))
                .isEqualTo(
                        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"thinking\",\"thinking\":\"b\",\"signature\":\"\"}]");
    }

    @Test
    void callsStandBehindTheTextWithTheirPiecesPutTogether() {
        assertThat(content(
                        BEGIN,
                        new Delta.Text("Let me look."),
                        new Delta.ToolCall(1, "c2", "time", ""),
                        new Delta.ToolCall(0, "c1", "weather", "{\"city\":"),
                        new Delta.ToolCall(0, null, null, "\"Oslo\"}"),
                        new Delta.Finish("tool_calls")))
                .isEqualTo("[{\"type\":\"text\",\"text\":\"Let me look.\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"weather\",\"input\":{\"city\":\"Oslo\"}},"
                        + "{\"type\":\"tool_use\",\"id\":\"c2\",\"name\":\"time\",\"input\":{}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1.50}       | {"a":1.50}
            ` {"a":[]} `     | {"a":[]}
            ``               | {}
            `  `             | {}
            [1,2]            | {"arguments":[1,2]}
            "Oslo"           | {"arguments":"Oslo"}
            7                | {"arguments":7}
            null             | {"arguments":null}
            {"a":            | {"arguments":"{\\"a\\":"}
            Oslo             | {"arguments":"Oslo"}
            """)
    void argumentsThatAreNoObjectAreKeptInOne(String arguments, String input) {
        String content = content(BEGIN, new Delta.ToolCall(0, "c", "f", arguments));

        assertThat(content).isEqualTo("[{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\",\"input\":" + input + "}]");
    }

    @Test
    void aFailureIsAnErrorWhateverWasSaidBefore() {
        assertThat(Written.of(
                        new MessageWriter(), BEGIN, new Delta.Text("Hel"), new Delta.Failure(429, "Slow \"down\".")))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
                        + "\"message\":\"Slow \\\"down\\\".\"}}");
    }

    @Test
    void whatAnthropicHasNoWordForIsLeftOut() {
        JsonValue.Obj source = (JsonValue.Obj) OddJson.read("{\"url\":\"https://a.example\"}");

        assertThat(content(
                        BEGIN, new Delta.Text("a"), new Delta.Citation(source), new Delta.Image("image/png", "QQ==")))
                .isEqualTo("[{\"type\":\"text\",\"text\":\"a\"}]");
    }

    private static String content(Delta... deltas) {
        JsonValue.Obj message = (JsonValue.Obj) OddJson.read(Written.of(new MessageWriter(), deltas));
        return String.valueOf(message.get("content"));
    }
}
