package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.dialect.vertex.FakeGoogle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings of Google's models. */
class EmbeddingCallTest {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

    private static String config(String params) {
        return "model_list:\n  - {model_name: m, litellm_params: {" + params + ", api_base: 'http://one.example'}}\n";
    }

    private static RecordingClient embed(CallRig rig, String body) {
        return rig.call(new OpenAiApi(), "/v1/embeddings", body);
    }

    @Test
    void geminisAreAskedForInABatch() {
        try (CallRig rig = new CallRig(config("model: gemini/gemini-embedding-001, api_key: k"))) {
            RecordingClient client = embed(
                    rig, "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":2,\"task_type\":\"CLUSTERING\"}");
            rig.wire()
                    .send(HEAD)
                    .chunk("{\"embeddings\":[{\"values\":[1,2]},{\"values\":[3,4]}]}")
                    .endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "POST /v1beta/models/gemini-embedding-001:batchEmbedContents HTTP/1.1",
                            "{\"requests\":[{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                                    + "\"taskType\":\"CLUSTERING\",\"outputDimensionality\":2},");
            assertThat(client.body())
                    .contains("{\"object\":\"embedding\",\"index\":1,\"embedding\":[3,4]}")
                    .doesNotContain("usage");
            assertThat(rig.lane().only(SuccessEvent.class).getCallType()).isEqualTo("embedding");
        }
    }

    @Test
    void vertexsAreAskedForAsPredictions() {
        try (FakeGoogle google = new FakeGoogle();
                CallRig rig = new CallRig(config(
                        "model: vertex_ai/text-embedding-005, vertex_credentials: '" + google.credentials() + "'"))) {
            RecordingClient client = embed(rig, "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":2}");
            rig.wire()
                    .send(HEAD)
                    .chunk("{\"predictions\":[{\"embeddings\":{\"values\":[1,2],\"statistics\":{\"token_count\":3}}}]}")
                    .endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "/publishers/google/models/text-embedding-005:predict HTTP/1.1",
                            "{\"instances\":[{\"content\":\"a\"}],\"parameters\":{\"outputDimensionality\":2}}");
            assertThat(client.body()).contains("\"embedding\":[1,2]", "\"prompt_tokens\":3");
        }
    }

    @Test
    void vertexsNewerModelsAreAskedForOneText() {
        try (FakeGoogle google = new FakeGoogle();
                CallRig rig = new CallRig(config(
                        "model: vertex_ai/gemini-embedding-2, vertex_credentials: '" + google.credentials() + "'"))) {
            RecordingClient client =
                    embed(rig, "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":2,\"task_type\":\"CLUSTERING\"}");
            rig.wire()
                    .send(HEAD)
                    .chunk(
                            "{\"embedding\":{\"values\":[1,2]},\"usageMetadata\":{\"promptTokenCount\":3},\"truncated\":false}")
                    .endChunks();

            assertThat(rig.wire().requests())
                    .contains(
                            "/publishers/google/models/gemini-embedding-2:embedContent HTTP/1.1",
                            "{\"content\":{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]},\"embedContentConfig\":{\"taskType\":"
                                    + "\"CLUSTERING\",\"outputDimensionality\":2}}");
            assertThat(client.body()).contains("\"embedding\":[1,2]", "\"prompt_tokens\":3");

            RecordingClient two = embed(rig, "{\"model\":\"m\",\"input\":[\"a\",\"b\"]}");

            assertThat(two.status()).isEqualTo("400");
            assertThat(two.body()).contains("input: 2 texts", "one a request");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"input\":[1,2]                   | takes no tokens",
                "\"input\":[]                      | at least one text",
                "\"input\":\"a\",\"temperature\":1 | temperature: Gemini",
            })
    void whatCannotBeEmbeddedIsRefused(String fields, String named) {
        try (CallRig rig = new CallRig(config("model: gemini/gemini-embedding-001, api_key: k"))) {
            RecordingClient client = embed(rig, "{\"model\":\"m\"," + fields + "}");

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains(named);
        }
    }
}
