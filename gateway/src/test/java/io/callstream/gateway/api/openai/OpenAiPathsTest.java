package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths that clients call OpenAI's endpoints by. */
class OpenAiPathsTest {
    private final OpenAiApi api = new OpenAiApi();

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {
                "CHAT_COMPLETION",
                "TEXT_COMPLETION",
                "EMBEDDING",
                "MODERATION",
                "IMAGE_GENERATION",
                "IMAGE_EDIT",
                "IMAGE_VARIATION",
                "TRANSCRIPTION",
                "TRANSLATION",
                "SPEECH",
                "RERANK"
            })
    void anEndpointHasAPathWithAndWithoutTheVersionAndWithTheModelInIt(Operation operation) {
        for (String beginning : new String[] {"", "/v1", "/openai/v1"}) {
            Endpoint found = api.find("POST", beginning + operation.path(), "");
            assertThat(found).isNotNull();
            assertThat(found.operation()).isEqualTo(operation);
            assertThat(found.model()).isNull();
        }
        for (String beginning :
                new String[] {"/openai/deployments/", "/v1/engines/", "/engines/", "/openai/v1/engines/"}) {
            Endpoint found = api.find("POST", beginning + "a/b%2Fc%20d" + operation.path(), "");
            assertThat(found).isNotNull();
            assertThat(found.operation()).isEqualTo(operation);
            assertThat(found.model()).isEqualTo("a/b/c d");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/rerank, RERANK",
        "/openai/deployments/x/completions/chat/completions, CHAT_COMPLETION",
    })
    void someHaveOthers(String path, Operation operation) {
        Endpoint found = api.find("POST", path, "");

        assertThat(found).isNotNull();
        assertThat(found.operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v1/chat",
                "/v1/chat/completions/",
                "/v1/chat/completionsx",
                "/v1/Chat/Completions",
                "/v1//chat/completions",
                "/v2/chat/completions",
                "/v1/responses",
                "/v1/files",
                "/openai/deployments//chat/completions",
                "/openai/deployments/%zz/chat/completions",
                "/openai/deployments/gpt/files",
                "/engines/gpt",
                "/azure/deployments/gpt/chat/completions",
            })
    void whatIsNoneOfThemIsNotFound(String path) {
        assertThat(api.find("POST", path, "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "post"})
    void theyTakePostOnly(String method) {
        assertThat(api.find(method, "/v1/chat/completions", "")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "/v1/moderations       | {\"input\":\"a\"}                      | omni-moderation-latest",
                "/v1/moderations       | {\"model\":null,\"input\":\"a\"}       | omni-moderation-latest",
                "/v1/moderations       | {\"model\":\"m\",\"input\":\"a\"}      | m",
                "/openai/deployments/p/moderations | {\"input\":\"a\"}          | p",
                "/v1/embeddings        | {\"input\":\"a\"}                      | none",
                "/openai/deployments/p/embeddings  | {\"model\":\"m\",\"input\":\"a\"} | p",
                "/openai/deployments/p/embeddings  | {\"model\":null,\"input\":\"a\"}  | p",
            })
    void aModerationThatNamesNoModelMeansTheUsualOne(String path, String body, @Nullable String model)
            throws InvalidRequestException {
        Endpoint endpoint = api.find("POST", path, "");
        assertThat(endpoint).isNotNull();

        assertThat(api.read(endpoint, Slice.of(body), name -> null).model()).isEqualTo(model);
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, true",
        "tools, true",
        "store, true",
        "something_new, true",
        "messages, false",
        "model, false",
        "stream, false",
        "user, false",
        "tags, false",
        "api_key, false",
        "langfuse_secret_key, false",
        "my_password, false",
        "Temperature, true",
        "Model, false",
    })
    void aParameterIsWhatIsSaidToTheModelOnly(String name, boolean parameter) {
        assertThat(api.isParameter(name)).isEqualTo(parameter);
    }
}
