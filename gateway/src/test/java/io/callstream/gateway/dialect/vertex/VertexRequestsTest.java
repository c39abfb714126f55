package io.callstream.gateway.dialect.vertex;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.dialect.DialectRig;
import io.callstream.gateway.dialect.SentRequest;
import io.callstream.gateway.provider.Delta;
import io.callstream.gateway.provider.Reply;
import io.callstream.json.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Vertex AI's models are asked, by their publisher, project and location; and its embeddings, of both kinds. */
class VertexRequestsTest {
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String PROJECT = ", vertex_project: p-1, api_key: k";

    private static DialectRig model(String name, String more) {
        return DialectRig.of("model: 'vertex_ai/" + name + "'" + PROJECT + more);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                           | us-central1-aiplatform.googleapis.com  | us-central1
            , vertex_location: eu-west4  | eu-west4-aiplatform.googleapis.com     | eu-west4
            , vertex_location: global    | aiplatform.googleapis.com              | global
            , vertex_location: eu        | aiplatform.eu.rep.googleapis.com       | eu
            """)
    void theLocationIsAHostAndAPartOfThePath(String more, String host, String location) {
        SentRequest sent = model("gemini-2.5-flash", more).chat("");

        assertThat(sent.headers()).containsEntry("host", host).containsEntry("x-goog-api-key", "k");
        assertThat(sent.line())
                .isEqualTo("POST /v1beta1/projects/p-1/locations/" + location
                        + "/publishers/google/models/gemini-2.5-flash:generateContent");
    }

    @Test
    void anAddressTakesThePlaceOfTheLocations() {
        SentRequest sent = model("gemini-2.5-flash", ", api_base: 'https://proxy.example/google/v1/'")
                .chat("\"stream\":true");

        assertThat(sent.headers()).containsEntry("host", "proxy.example");
        assertThat(sent.line())
                .isEqualTo(
                        "POST /google/v1/projects/p-1/locations/us-central1/publishers/google/models/gemini-2.5-flash"
                                + ":streamGenerateContent?alt=sse");
    }

    /** The model stands in the path, and the version of Anthropic's API in the body. */
    @ParameterizedTest
    @CsvSource({"false, rawPredict", "true, streamRawPredict"})
    void claudeIsAskedInItsOwnForm(boolean stream, String method) {
        DialectRig rig = model("claude-sonnet-4-5@20250929", ", vertex_location: us-east5");
        SentRequest sent = rig.chat("\"stream\":" + stream);

        assertThat(rig.dialect().form()).isEqualTo("anthropic");
        assertThat(sent.line())
                .isEqualTo(
                        "POST /v1/projects/p-1/locations/us-east5/publishers/anthropic/models/claude-sonnet-4-5%4020250929:"
                                + method);
        assertThat(sent.body())
                .hasToString(
                        "{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\","
                                + "\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]"
                                + (stream ? ",\"stream\":true}" : "}"));
        assertThat(sent.headers()).doesNotContainKeys("anthropic-version", "x-api-key");
    }

    @Test
    void itsOwnClientsKeepTheirWords() {
        SentRequest sent = model("claude-sonnet-4-5@20250929", "")
                .saying("anthropic-version", "2023-06-01")
                .sent(
                        "/v1/messages",
                        "{\"model\":\"m\",\"max_tokens\":5,\"anthropic_version\":\"odd\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(sent.body())
                .hasToString(
                        "{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":"
                                + "\"Hi\"}]}");
    }

    @Test
    void olderModelsPredictEmbeddingsOfSeveralTexts() {
        SentRequest sent = model("text-embedding-005", "")
                .sent(
                        EMBEDDINGS,
                        "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":3,\"task_type\":\"CLUSTERING\",\"title\":\"t\"}");

        assertThat(sent.line()).endsWith("/publishers/google/models/text-embedding-005:predict");
        assertThat(sent.body())
                .hasToString(
                        "{\"instances\":[{\"content\":\"a\",\"task_type\":\"CLUSTERING\",\"title\":\"t\"},{\"content\":\"b\","
                                + "\"task_type\":\"CLUSTERING\",\"title\":\"t\"}],\"parameters\":{\"outputDimensionality\":3}}");
        assertThat(model("gemini-embedding-001", "")
                        .sent(EMBEDDINGS, "{\"model\":\"m\",\"input\":\"a\"}")
                        .body())
                .hasToString("{\"instances\":[{\"content\":\"a\"}]}");
    }

    @Test
    void newerModelsTakeOneText() {
        DialectRig rig = model("gemini-embedding-2", "");
        SentRequest sent = rig.sent(
                EMBEDDINGS,
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":3,\"task_type\":\"CLUSTERING\",\"title\":\"t\"}");

        assertThat(sent.line()).endsWith("/models/gemini-embedding-2:embedContent");
        assertThat(sent.body())
                .hasToString(
                        "{\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]},\"embedContentConfig\":{\"taskType\":"
                                + "\"CLUSTERING\",\"title\":\"t\",\"outputDimensionality\":3}}");
        assertThat(rig.sent(EMBEDDINGS, "{\"model\":\"m\",\"input\":\"a\"}").at("embedContentConfig"))
                .isEqualTo("none");
        assertThat(rig.refused(EMBEDDINGS, "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}"))
                .isEqualTo(
                        "input | input: 2 texts, of which Vertex AI's gemini-embedding-2 takes one a request; ask once for each.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"predictions":[{"embeddings":{"values":[1],"statistics":{"token_count":2}}},7,{"embeddings":{"values":[2],"statistics":{"token_count":3}}}]} | 0[1] 1[2] | 5
            {"predictions":[{"embeddings":{"values":[1]}}]} | 0[1] | none
            {"embedding":{"values":[1]},"usageMetadata":{"promptTokenCount":4}} | 0[1] | 4
            {"embedding":{"values":[1]}} | 0[1] | none
            """)
    void answersSayWhichOfTheTwoTheyAre(String answer, String vectors, String tokens) {
        List<Delta> deltas = model("text-embedding-005", "").embeddings(200, answer);

        assertThat(DialectRig.of(Delta.Embedding.class, deltas))
                .extracting(each -> each.index() + each.vector().toString())
                .containsExactly(vectors.split(" "));
        assertThat(DialectRig.of(Delta.Tokens.class, deltas))
                .extracting(each -> Long.toString(each.prompt()))
                .isEqualTo(tokens.equals("none") ? List.of() : List.of(tokens));
    }

    @Test
    void anAnswerWithoutEmbeddingsIsNone() {
        DialectRig rig = model("text-embedding-005", "");

        assertThat(DialectRig.of(Delta.Failure.class, rig.embeddings(200, "{\"predictions\":[]}")))
                .extracting(Delta.Failure::message)
                .containsExactly(
                        "What the provider answered is no list of Vertex AI's embeddings: {\"predictions\":[]}");
        assertThat(rig.embeddings(403, "{\"error\":{\"message\":\"no such luck\"}}"))
                .containsExactly(new Delta.Failure(403, "no such luck"));
    }

    @Test
    void answersAreGeminisOrAnthropics() {
        Reply reply = new Reply(200, false, "m", "", -1, "flex");
        String gemini = "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":1}}";

        assertThat(DialectRig.read(model("gemini-2.5-flash", "").dialect().reader(reply), gemini))
                .endsWith(new Delta.Tokens(1, 0, 0, 0, 0, Delta.Special.served("flex")));
        assertThat(DialectRig.read(model("gemini-2.5-flash", "").dialect().reader(200, false), gemini))
                .endsWith(new Delta.Tokens(1, 0, 0, 0, 0));
        assertThat(model("claude-sonnet-4-5", "").answer(200, "{\"type\":\"message\",\"stop_reason\":\"max_tokens\"}"))
                .endsWith(new Delta.Finish("length"));
        assertThat(model("imagen-4", "")
                        .dialect()
                        .imageAnswer(7)
                        .apply(Slice.of("{\"predictions\":[{\"bytesBase64Encoded\":\"A\"}]}"))
                        .text())
                .isEqualTo("{\"created\":7,\"data\":[{\"b64_json\":\"A\"}]}");
    }
}
