package io.callstream.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What passes through to a provider needs only its address and its key, whatever its form; who cannot take it says so. */
class PassedRequestsTest {
    private static Forward post(String rest, String query) {
        return new Forward(
                "POST", rest, query, "application/json", ProviderBody.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            openai/gpt-4o        | https://a.example/v1         | /v1/moderations           | /v1/moderations           | authorization
            openai/gpt-4o        | https://a.example            | /v1/moderations           | /v1/moderations           | authorization
            anthropic/claude     | https://a.example            | /v1/messages/batches      | /v1/messages/batches      | x-api-key
            anthropic/claude     | https://a.example/v1         | /v1/messages/batches      | /v1/messages/batches      | x-api-key
            anthropic/claude     | https://a.example/v1/messages | /v1/models               | /v1/models                | x-api-key
            gemini/gemini        | https://a.example/v1beta     | /v1beta/models/g:countTokens | /v1beta/models/g:countTokens | x-goog-api-key
            gemini/gemini        | https://a.example/proxy      | /v1beta/models            | /proxy/v1beta/models      | x-goog-api-key
            cohere/command-a     | https://a.example/v1         | /v2/chat                  | /v2/chat                  | authorization
            """)
    void whatPassesThroughKeepsItsPath(String model, String base, String rest, String target, String key) {
        DialectRig rig = DialectRig.of("model: " + model + ", api_key: k, api_base: '" + base + "'")
                .saying("authorization", "Bearer mine");
        SentRequest sent = rig.passed(Operation.PASS_THROUGH, post(rest, "a=b"));

        assertThat(sent.line()).isEqualTo("POST " + target + "?a=b");
        assertThat(sent.headers().get(key)).isIn("k", "Bearer k");
        assertThat(sent.headers().toString()).doesNotContain("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude, FILE_LIST, afile_list",
        "gemini/gemini, FILE_LIST, afile_list",
        "cohere/command-a, BATCH_LIST, alist_batches",
        "ollama/llama3, PASS_THROUGH, pass_through_endpoint",
        "ollama/llama3, TRANSCRIPTION, atranscription",
        "openai/responses/gpt-5, FILE_LIST, afile_list",
    })
    void whoCannotTakeItSaysSo(String model, Operation operation, String call) {
        assertThat(DialectRig.of("model: " + model + ", api_key: k").passingRefused(operation, post("", "")))
                .isEqualTo("model | The model's provider takes no " + call + " calls in OpenAI's form.");
    }

    @Test
    void filesAndBatchesHaveTheirPathsBelowTheBase() {
        DialectRig openAi = DialectRig.of("model: openai/gpt-4o, api_key: k, api_base: 'https://a.example/v1'");
        DialectRig azure = DialectRig.of("model: azure/gpt-4o, api_key: k, api_base: 'https://a.example'");

        assertThat(openAi.passed(Operation.FILE_RETRIEVE, post("/f-1", "")).line())
                .isEqualTo("POST /v1/files/f-1");
        assertThat(azure.passed(Operation.BATCH_RETRIEVE, post("/b-1", "a=b")).line())
                .isEqualTo("POST /openai/batches/b-1?api-version=2024-10-21&a=b");
    }

    @Test
    void responsesThatWereGivenAreAskedForWhereTheyAre() {
        DialectRig rig = DialectRig.of("model: openai/responses/gpt-5, api_key: k");

        assertThat(rig.passed(Operation.RESPONSE_RETRIEVE, post("/resp_1", "stream=true"))
                        .line())
                .isEqualTo("POST /v1/responses/resp_1?stream=true");
    }
}
