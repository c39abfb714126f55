package io.callstream.gateway.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonObject;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of Cohere's whole answers, and of the events that only some streams have. */
class CohereAnswersTest {
    private static final DialectRig COHERE = DialectRig.of("model: cohere/command-a, api_key: k");
    private static final JsonValue.Obj CITED = new JsonObject().with("start", 0).value();

    @Test
    void anAnswerIsRead() {
        String message =
                "{\"role\":\"assistant\",\"tool_plan\":\"I look\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm\"},"
                        + "{\"type\":\"text\",\"text\":\"Hi\"},{\"type\":\"text\",\"text\":\"\"},7],\"tool_calls\":[{\"id\":\"a\",\"function\":"
                        + "{\"name\":\"look\",\"arguments\":\"{}\"}},{\"id\":\"b\",\"function\":{\"name\":\"now\"}},{\"id\":\"c\"},7],\"citations\":"
                        + "[{\"start\":0},7]}";

        assertThat(COHERE.answer(200, "{\"id\":\"c-1\",\"message\":" + message + ",\"finish_reason\":\"TOOL_CALL\"}"))
                .containsExactly(
                        new Delta.Begin("c-1", ""),
                        new Delta.Reasoning("I look"),
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("Hi"),
                        new Delta.ToolCall(0, "a", "look", "{}"),
                        new Delta.ToolCall(1, "b", "now", "{}"),
                        new Delta.Citation(CITED),
                        new Delta.Finish("tool_calls"));
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, stop",
        "STOP_SEQUENCE, stop",
        "MAX_TOKENS, length",
        "TOOL_CALL, tool_calls",
        "ERROR_TOXIC, content_filter",
        "BRAND_NEW, stop",
    })
    void anAnswerEndsInOpenAisWords(String said, String reason) {
        assertThat(COHERE.answer(200, "{\"message\":{},\"finish_reason\":\"" + said + "\"}"))
                .containsExactly(new Delta.Begin("", ""), new Delta.Finish(reason));
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 502", "TIMEOUT, 504"})
    void anAnswerThatCameToNothingIsAFailure(String said, int status) {
        Delta.Failure failure = new Delta.Failure(status, "The provider ended the answer with " + said + ".");

        assertThat(COHERE.answer(200, "{\"message\":{},\"finish_reason\":\"" + said + "\"}"))
                .endsWith(failure);
        assertThat(COHERE.stream("data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + said + "\"}}\n\n"))
                .containsExactly(failure);
        assertThat(COHERE.stream("data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + said
                        + "\",\"error\":\"odd\"}}\n\n"))
                .containsExactly(new Delta.Failure(status, "odd"));
    }

    @Test
    void plansAndCitationsComeInStreams() {
        assertThat(
                        COHERE.stream(
                                "data: {\"type\":\"message-start\",\"id\":\"c-1\"}\n\n",
                                "data: {\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"I look\"}}}\n\n",
                                "data: {\"type\":\"tool-plan-delta\",\"delta\":{\"message\":{\"tool_plan\":\"\"}}}\n\n",
                                "data: {\"type\":\"content-start\",\"delta\":{\"message\":{\"content\":{\"type\":\"text\",\"text\":\"H\"}}}}\n\n",
                                "data: {\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"thinking\":\"Hm\"}}}}\n\n",
                                "data: {\"type\":\"citation-start\",\"delta\":{\"message\":{\"citations\":{\"start\":0}}}}\n\n",
                                "data: {\"type\":\"citation-start\",\"delta\":{\"message\":{}}}\n\n",
                                "data: {\"type\":\"tool-call-delta\",\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"lost\"}}}}}\n\n",
                                "data: {\"type\":\"brand-new\"}\n\n",
                                "data: {\"type\":\"message-end\",\"delta\":{\"usage\":{\"tokens\":{\"input_tokens\":1,\"output_tokens\":2}}}}\n\n"))
                .containsExactly(
                        new Delta.Begin("c-1", ""),
                        new Delta.Reasoning("I look"),
                        new Delta.Text("H"),
                        new Delta.Reasoning("Hm"),
                        new Delta.Citation(CITED),
                        new Delta.Finish("stop"),
                        new Delta.Tokens(1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | too many tokens: total number of tokens in the prompt cannot exceed 4081 | true
            400 | invalid request: too many tokens | false
            429 | too many tokens | false
            """)
    void aPromptThatDoesNotFitIsToldByItsWords(int status, String message, boolean tooLong) {
        assertThat(COHERE.answer(status, "{\"message\":\"" + message + "\"}"))
                .containsExactly(
                        new Delta.Failure(status, message, tooLong ? GatewayError.CONTEXT_WINDOW_EXCEEDED : null));
    }

    /** An error has a text where an answer has its message, whatever the status says. */
    @Test
    void anErrorUnderAGoodStatusKeepsItsWords() {
        Delta.Failure failure = new Delta.Failure(502, "no such luck");

        assertThat(COHERE.answer(200, "{\"message\":\"no such luck\"}")).containsExactly(failure);
        assertThat(COHERE.embeddings(200, "{\"message\":\"no such luck\"}")).containsExactly(failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "{\"message\":7}"})
    void whatIsNoAnswerIsToldAsItStands(String odd) {
        assertThat(DialectRig.of(Delta.Failure.class, COHERE.answer(200, odd)))
                .extracting(Delta.Failure::message)
                .containsExactly("What the provider answered is no chat response of Cohere's: " + odd);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"embeddings":{"float":[[1],[2]]},"meta":{"billed_units":{"input_tokens":3}}} | 3
            {"embeddings":[[1],[2]]} | -1
            {"embeddings":{"float":[[1],7,[2]]},"meta":{}} | -1
            """)
    void embeddingsAreReadByTheirTypeOrAlone(String answer, long tokens) {
        List<Delta> deltas = COHERE.embeddings(200, answer);

        assertThat(DialectRig.of(Delta.Embedding.class, deltas))
                .extracting(each -> each.index() + each.vector().toString())
                .containsExactly("0[1]", "1[2]");
        assertThat(DialectRig.of(Delta.Tokens.class, deltas))
                .extracting(Delta.Tokens::prompt)
                .isEqualTo(tokens < 0 ? List.of() : List.of(tokens));
    }

    @Test
    void anAnswerWithoutEmbeddingsOfThatTypeIsNone() {
        assertThat(DialectRig.of(Delta.Failure.class, COHERE.embeddings(200, "{\"embeddings\":{\"int8\":[[1]]}}")))
                .extracting(Delta.Failure::message)
                .containsExactly(
                        "What the provider answered is no list of Cohere's embeddings: {\"embeddings\":{\"int8\":[[1]]}}");
    }
}
