package io.callstream.gateway.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of Gemini's answers, whole and in streams. */
class GeminiAnswersTest {
    private static final DialectRig GEMINI = DialectRig.of("model: gemini/gemini-2.5-flash, api_key: k");

    private static String answer(String parts, String more) {
        return "{\"responseId\":\"r\",\"modelVersion\":\"gemini-2.5-flash\",\"candidates\":[{\"content\":{\"parts\":["
                + parts + "],\"role\":\"model\"},\"finishReason\":\"STOP\"}]" + more + "}";
    }

    private static String event(String json) {
        return "data: " + json + "\r\n\r\n";
    }

    @Test
    void anAnswerSaysWhoGaveItAndWhat() {
        assertThat(GEMINI.answer(
                        200, answer("{\"text\":\"Hm\",\"thought\":true},{\"text\":\"Hi\"},{\"text\":\"\"}", "")))
                .containsExactly(
                        new Delta.Begin("r", "gemini-2.5-flash"),
                        new Delta.Reasoning("Hm"),
                        new Delta.Text("Hi"),
                        new Delta.Finish("stop"));
    }

    @Test
    void anAnswerThatNamesNothingIsOne() {
        assertThat(GEMINI.answer(200, "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}"))
                .containsExactly(new Delta.Begin("", ""), new Delta.Finish("length"));
    }

    /** Ids are made where Gemini says none; the signature goes with them. */
    @Test
    void callsOfToolsEndAnAnswer() {
        String parts = "{\"functionCall\":{\"name\":\"look\",\"args\":{\"at\":1}},\"thoughtSignature\":\"c2ln\"},"
                + "{\"functionCall\":{\"id\":\"own\",\"name\":\"now\"}},{\"functionCall\":{\"id\":\"\",\"name\":\"now\"}}";

        assertThat(GEMINI.answer(200, answer(parts, "")))
                .containsExactly(
                        new Delta.Begin("r", "gemini-2.5-flash"),
                        new Delta.ToolCall(0, "call_r_0__thought__c2ln", "look", "{\"at\":1}"),
                        new Delta.ToolCall(1, "own", "now", "{}"),
                        new Delta.ToolCall(2, "call_r_2", "now", "{}"),
                        new Delta.Finish("tool_calls"));
    }

    @Test
    void anAnswerThatCalledAndWasCutIsCut() {
        String cut = answer("{\"functionCall\":{\"name\":\"look\"}}", "").replace("STOP", "MAX_TOKENS");

        assertThat(GEMINI.answer(200, cut)).endsWith(new Delta.Finish("length"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"inlineData":{"mimeType":"image/png","data":"AAAA"}}                | 1
            {"inlineData":{"mimeType":"image/png","data":"AAAA"},"thought":true} | 0
            {"inlineData":{"mimeType":"audio/wav","data":"AAAA"}}                | 0
            {"inlineData":{"mimeType":"image/png"}}                              | 0
            {"inlineData":{"data":"AAAA"}}                                       | 0
            {"executableCode":{"code":"1+1"}}                                    | 0
            """)
    void picturesAreReadAndSketchesAreNot(String part, int pictures) {
        List<Delta> deltas = GEMINI.answer(200, answer(part, ""));

        assertThat(DialectRig.of(Delta.Image.class, deltas))
                .hasSize(pictures)
                .allMatch(new Delta.Image("image/png", "AAAA")::equals);
        assertThat(deltas).hasSize(2 + pictures);
    }

    @Test
    void onlyTheFirstCandidateIsTheAnswer() {
        assertThat(GEMINI.answer(
                        200,
                        "{\"candidates\":[{\"index\":1,\"content\":{\"parts\":[{\"text\":\"b\"}]}},7,{\"index\":0,\"content\":"
                                + "{\"parts\":[{\"text\":\"a\"},\"odd\"]},\"finishReason\":\"STOP\"}]}"))
                .containsExactly(new Delta.Begin("", ""), new Delta.Text("a"), new Delta.Finish("stop"));
    }

    @Test
    void aPromptThatIsBlockedIsAnAnswerThatWasFiltered() {
        assertThat(GEMINI.answer(
                        200,
                        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":3}}"))
                .containsExactly(
                        new Delta.Begin("", ""), new Delta.Finish("content_filter"), new Delta.Tokens(3, 0, 0, 0, 0));
        assertThat(GEMINI.answer(200, "{\"promptFeedback\":{},\"candidates\":[{\"finishReason\":\"STOP\"}]}"))
                .endsWith(new Delta.Finish("stop"));
    }

    /** What tools brought is beside the prompt, thoughts are beside what was answered; OpenAI counts both in. */
    @Test
    void usageIsCountedAsOpenAiDoes() {
        String usage = "{\"promptTokenCount\":10,\"toolUsePromptTokenCount\":5,\"candidatesTokenCount\":20,"
                + "\"thoughtsTokenCount\":7,\"cachedContentTokenCount\":4,\"totalTokenCount\":42,\"serviceTier\":\"flex\","
                + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":8},{\"modality\":\"AUDIO\",\"tokenCount\":2}],"
                + "\"candidatesTokensDetails\":[0,{\"modality\":\"IMAGE\",\"tokenCount\":6}]}";

        assertThat(GEMINI.answer(200, answer("", ",\"usageMetadata\":" + usage)))
                .endsWith(new Delta.Tokens(15, 27, 4, 0, 7, new Delta.Special(-1, 2, 6, "flex")));
    }

    @Test
    void theHeadSaysTheTierWhereTheUsageDoesNot() {
        Reply reply = new Reply(200, false, "", "", -1, "priority");
        String usage = ",\"usageMetadata\":{\"promptTokenCount\":\"1\"}";

        assertThat(DialectRig.read(new GeminiDialect().reader(reply), answer("", usage)))
                .endsWith(new Delta.Tokens(1, 0, 0, 0, 0, Delta.Special.served("priority")));
    }

    @Test
    void aStreamGivesEachPartAndCountsOnce() {
        String first = event(answer("{\"text\":\"He\"}", ",\"usageMetadata\":{\"promptTokenCount\":3}")
                .replace(",\"finishReason\":\"STOP\"", ""));
        String last = event(
                answer("{\"text\":\"llo\"}", ",\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":2}"));

        assertThat(GEMINI.stream(first, ": comment\n\n", last, event(answer("", ""))))
                .containsExactly(
                        new Delta.Begin("r", "gemini-2.5-flash"),
                        new Delta.Text("He"),
                        new Delta.Text("llo"),
                        new Delta.Finish("stop"),
                        new Delta.Tokens(3, 2, 0, 0, 0));
    }

    @Test
    void aStreamWithoutItsLastBlankLineIsWhole() {
        assertThat(GEMINI.stream("data: " + answer("{\"text\":\"Hi\"}", ""))).endsWith(new Delta.Finish("stop"));
    }

    @Test
    void aStreamThatDoesNotSayHowItEndedIsBroken() {
        assertThat(GEMINI.stream(event(answer("{\"text\":\"Hi\"}", ",\"usageMetadata\":{\"promptTokenCount\":3}")
                        .replace(",\"finishReason\":\"STOP\"", ""))))
                .endsWith(new Delta.Text("Hi"), Delta.Failure.unfinished());
    }

    @Test
    void nothingAfterHalfAnEventIsTrusted() {
        assertThat(GEMINI.stream(event("{\"candidates\":["), event(answer("{\"text\":\"Hi\"}", ""))))
                .containsExactly(new Delta.Failure(502, "The provider sent an event that is no JSON object."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":{"code":429,"message":"slow down","status":"RESOURCE_EXHAUSTED"}} | 429 | slow down
            {"error":{"code":400,"message":"bad"}}   | 400 | bad
            {"error":{"code":599,"message":"bad"}}   | 599 | bad
            {"error":{"code":399,"message":"odd"}}   | 500 | odd
            {"error":{"code":600,"message":"odd"}}   | 500 | odd
            {"error":{"message":"odd"}}              | 500 | odd
            {"error":{"code":503}}                   | 503 | The provider says no more than that it failed.
            {"error":"odd"}                          | 500 | The provider says no more than that it failed.
            [1]                                      | 500 | The provider says no more than that it failed.
            """)
    void anErrorInAStreamSaysItsStatus(String error, int status, String message) {
        assertThat(GEMINI.stream(event(answer("{\"text\":\"Hi\"}", "")), event(error), event(answer("", ""))))
                .endsWith(new Delta.Failure(status, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]"})
    void anErrorHasItsWordsInEitherShape(String shape) {
        String error = shape.formatted("{\"error\":{\"code\":500,\"message\":\"no such luck\"}}");

        assertThat(GEMINI.answer(404, error)).containsExactly(new Delta.Failure(404, "no such luck"));
        assertThat(GEMINI.answer(200, error)).containsExactly(new Delta.Failure(500, "no such luck"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | The input token count (2000000) exceeds the maximum number of tokens allowed (1048576). | true
            400 | Unable to submit request because the input token count is 5 but model only supports up to 4. | true
            429 | The input token count (2000000) exceeds the quota. | false
            400 | Invalid: The input token count is odd. | false
            """)
    void aPromptThatDoesNotFitIsToldByItsWords(int status, String message, boolean tooLong) {
        Delta.Failure expected =
                new Delta.Failure(status, message, tooLong ? GatewayError.CONTEXT_WINDOW_EXCEEDED : null);

        assertThat(GEMINI.answer(status, "{\"error\":{\"message\":\"" + message + "\"}}"))
                .containsExactly(expected);
    }

    /** Without {@code alt=sse} a stream is the list of its parts. */
    @Test
    void aStreamThatCameAsAListIsAnAnswer() {
        String parts = "[" + answer("{\"text\":\"He\"}", "").replace(",\"finishReason\":\"STOP\"", "") + ","
                + answer("{\"text\":\"llo\"}", "") + "]";

        assertThat(GEMINI.answer(200, parts))
                .containsExactly(
                        new Delta.Begin("r", "gemini-2.5-flash"),
                        new Delta.Text("He"),
                        new Delta.Text("llo"),
                        new Delta.Finish("stop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[{\"candidates\":[]},7]", "7", "no JSON"})
    void whatIsInNoFormOfGeminisIsToldAsItStands(String odd) {
        assertThat(GEMINI.answer(200, odd))
                .containsExactly(new Delta.Failure(
                        502,
                        "What the provider answered is no answer of Gemini's: " + odd,
                        GatewayError.PROVIDER_PROTOCOL));
    }
}
