package io.callstream.gateway.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests to Gemini go and with which key; and its embeddings. */
class GeminiRequestsTest {
    private static final DialectRig GEMINI = DialectRig.of("model: gemini/gemini-embedding-001, api_key: k");
    private static final String EMBEDDINGS = "/v1/embeddings";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://gemini.example          | /v1beta
            https://gemini.example/         | /v1beta
            https://gemini.example/v1       | /v1
            https://gemini.example/v1alpha/ | /v1alpha
            https://gemini.example/proxy    | /proxy/v1beta
            https://gemini.example/v2       | /v2/v1beta
            """)
    void addressesMayNameTheVersion(String base, String stem) {
        DialectRig rig = DialectRig.of("model: 'gemini/tuned model', api_key: k, api_base: '" + base + "'");

        assertThat(rig.chat("").line()).isEqualTo("POST " + stem + "/models/tuned%20model:generateContent");
        assertThat(rig.chat("\"stream\":true").line())
                .isEqualTo("POST " + stem + "/models/tuned%20model:streamGenerateContent?alt=sse");
    }

    @Test
    void theKeyIsAHeaderAndOfTheClientsOnlyTheIdGoesAlong() {
        SentRequest sent = DialectRig.of("model: gemini/gemini-2.5-flash, api_key: k")
                .saying("x-request-id", "r-1")
                .saying("authorization", "Bearer mine")
                .saying("anthropic-beta", "b")
                .chat("");

        assertThat(sent.headers())
                .containsEntry("x-goog-api-key", "k")
                .containsEntry("host", "generativelanguage.googleapis.com")
                .containsEntry("x-request-id", "r-1")
                .doesNotContainKeys("authorization", "anthropic-beta");
    }

    @Test
    void whatGeminiDoesNotAnswerIsRefused() {
        assertThat(GEMINI.refused("/v1/completions", "{\"model\":\"m\",\"prompt\":\"x\"}"))
                .isEqualTo("model | Gemini's models answer chat completions, embeddings and calls for images only, not"
                        + " text_completions.");
    }

    @Test
    void whatTheDeploymentSaysGoesAlong() {
        SentRequest sent = DialectRig.of(
                        "model: gemini/gemini-2.5-flash, api_key: k, temperature: 0.25, additional_drop_params: [seed]")
                .chat("\"seed\":1");

        assertThat(sent.at("generationConfig")).isEqualTo("{\"temperature\":0.25}");
    }

    @Test
    void eachTextIsARequestOfItsOwn() {
        SentRequest sent = GEMINI.sent(
                EMBEDDINGS,
                "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":3,\"task_type\":\"CLUSTERING\",\"title\":\"t\"}");

        assertThat(sent.line()).isEqualTo("POST /v1beta/models/gemini-embedding-001:batchEmbedContents");
        assertThat(sent.at("requests")).isEqualTo("[" + embedded("a") + "," + embedded("b") + "]");
    }

    private static String embedded(String text) {
        return "{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"" + text
                + "\"}]},\"taskType\":\"CLUSTERING\",\"title\":\"t\",\"outputDimensionality\":3}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"encoding_format\":\"base64\"", "\"user\":\"u\"", "\"dimensions\":null"})
    void hintsOfEmbeddingsAreLeftOut(String field) {
        assertThat(GEMINI.sent(EMBEDDINGS, "{\"model\":\"m\",\"input\":\"a\"," + field + "}")
                        .at("requests"))
                .isEqualTo("[{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"a\"}]}}]");
    }

    @Test
    void otherParametersOfEmbeddingsAreRefusedOrLeftOut() {
        String body = "{\"model\":\"m\",\"input\":\"a\",\"truncate\":\"END\"}";

        assertThat(GEMINI.refused(EMBEDDINGS, body))
                .startsWith("truncate | truncate: Gemini's models have no such parameter");
        assertThat(DialectRig.of("model: gemini/gemini-embedding-001, api_key: k, drop_params: true")
                        .sent(EMBEDDINGS, body)
                        .at("requests"))
                .doesNotContain("truncate");
    }

    @Test
    void embeddingsAreReadInTheirOrder() {
        List<Delta> deltas = GEMINI.embeddings(
                200,
                "{\"embeddings\":[{\"values\":[0.1,2e-3]},{\"values\":[1]}],\"usageMetadata\":{\"promptTokenCount\":4}}");

        assertThat(deltas)
                .containsExactly(
                        new Delta.Embedding(0, vector("0.1", "2e-3")),
                        new Delta.Embedding(1, vector("1")),
                        new Delta.Tokens(4, 0));
    }

    private static JsonValue.Arr vector(String... numbers) {
        return new JsonValue.Arr(
                List.of(numbers).stream().<JsonValue>map(JsonValue.Num::new).toList());
    }

    @Test
    void errorsOfEmbeddingsHaveTheirWords() {
        assertThat(GEMINI.embeddings(404, "{\"error\":{\"code\":404,\"message\":\"no such model\"}}"))
                .containsExactly(new Delta.Failure(404, "no such model"));
        assertThat(DialectRig.of(Delta.Failure.class, GEMINI.embeddings(200, "{\"vectors\":[]}")))
                .extracting(Delta.Failure::message)
                .containsExactly("What the provider answered is no list of Gemini's embeddings: {\"vectors\":[]}");
    }
}
