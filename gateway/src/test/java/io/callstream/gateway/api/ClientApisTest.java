package io.callstream.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.anthropic.AnthropicApi;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.api.pass.KeptResponseApi;
import io.callstream.gateway.api.pass.PassThroughApi;
import io.callstream.gateway.api.pass.ResourceApi;
import io.callstream.gateway.api.responses.ResponseIds;
import io.callstream.gateway.api.responses.ResponsesApi;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All APIs together: which of them a path calls, by which methods, and in whose form its errors are; and what requests are refused with. */
class ClientApisTest {
    private final OpenAiApi openAi = new OpenAiApi();
    private final ClientApis apis = new ClientApis(List.of(
            openAi,
            new AnthropicApi(),
            new ResponsesApi(new ResponseIds(new SplittableRandom(1))),
            new KeptResponseApi(openAi),
            new ResourceApi(openAi, List.of("openai")),
            PassThroughApi.ofProvider(openAi, "openai"),
            PassThroughApi.ofProvider(openAi, "anthropic"),
            PassThroughApi.ofProvider(openAi, "gemini")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "POST, /v1/chat/completions, CHAT_COMPLETION",
                "POST, /openai/v1/chat/completions, CHAT_COMPLETION",
                "POST, /v1/messages, CHAT_COMPLETION",
                "POST, /anthropic/v1/messages, CHAT_COMPLETION",
                "POST, /anthropic/v1/messages/batches, PASS_THROUGH",
                "POST, /openai/v1/responses, RESPONSES",
                "GET, /openai/v1/responses/resp_1, RESPONSE_RETRIEVE",
                "GET, /openai/v1/files, FILE_LIST",
                "GET, /openai/v1/threads, PASS_THROUGH",
                "GET, /gemini/v1beta/models, PASS_THROUGH",
                "GET, /v1/chat/completions, none",
                "POST, /v1/nothing, none",
            })
    void theFirstThatKnowsAPathHasIt(String method, String path, @Nullable Operation operation) {
        Endpoint found = apis.find(method, path, "");

        assertThat(found == null ? null : found.operation()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, POST",
        "/v1/files, GET POST",
        "/v1/files/file-1, GET DELETE",
        "/v1/responses/resp_1, GET DELETE",
        "/openai/v1/threads, GET POST PUT PATCH DELETE",
        "/v1/nothing, ''",
    })
    void aPathHasItsMethods(String path, String methods) {
        assertThat(String.join(" ", apis.methods(path))).isEqualTo(methods);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages/nothing, '{\"type\":\"error\",'",
        "/anthropic/v1/nothing, '{\"error\":{\"message\"'",
        "/gemini/nothing, '{\"error\":{\"code\":404,'",
        "/v1/nothing, '{\"error\":{\"message\"'",
        "/, '{\"error\":{\"message\"'",
    })
    void anErrorIsInTheFormOfWhosePathWasAskedFor(String path, String begins) {
        byte[] body = apis.errorBody(path, new CallError(GatewayError.NOT_FOUND, "No such path."));

        assertThat(new String(body, StandardCharsets.UTF_8)).startsWith(begins).contains("No such path.");
    }

    @Test
    void anErrorInAStreamIsAFrameOfData() {
        byte[] event = openAi.errorEvent(new CallError(GatewayError.STREAM_INTERRUPTED, "Cut\nshort."), 3);

        assertThat(new String(event, StandardCharsets.UTF_8))
                .startsWith("data: {\"error\":{")
                .endsWith("}\n\n")
                .contains("Cut\\u000ashort.");
    }

    @Test
    void aRefusalNamesTheFieldAndWhatIsExpected() {
        InvalidRequestException field = InvalidRequestException.field("stream", "a boolean");

        assertThat(field).hasMessage("Invalid 'stream': expected a boolean.").hasNoCause();
        assertThat(field.param()).isEqualTo("stream");
        assertThat(field.error()).isEqualTo(GatewayError.INVALID_REQUEST);
        assertThat(field.getStackTrace()).isEmpty();
    }

    @Test
    void aRefusalOfTheWholeBodyNamesNoField() {
        InvalidRequestException many = InvalidRequestException.tooMany(5);
        InvalidRequestException twice = InvalidRequestException.duplicate();

        assertThat(many).hasMessage("The request body has too many fields: expected at most 5.");
        assertThat(many.param()).isNull();
        assertThat(twice).hasMessage("The request body has a field twice: expected each name once.");
        assertThat(twice.param()).isNull();
        assertThat(twice.error()).isEqualTo(GatewayError.INVALID_REQUEST);
    }

    @Test
    void aRefusalOfWhatIsNoJsonSaysAtWhichByte() {
        try {
            JsonValue.read(Slice.of("{\"a\":x}"));
        } catch (InvalidJsonException e) {
            InvalidRequestException refused = InvalidRequestException.malformed(e);
            assertThat(refused).hasMessage("The request body is not valid JSON: expected a value at byte 5.");
            assertThat(refused.error()).isEqualTo(GatewayError.INVALID_JSON);
            assertThat(refused.param()).isNull();
            return;
        }
        throw new AssertionError("this is JSON");
    }

    @Test
    void whatPeopleWroteIsShownByItsLengthOnly() {
        assertThat(new RequestText("user", "secret")).hasToString("RequestText[user, 6 characters]");
        assertThat(new RequestEdits(java.util.Map.of(0, "secret"), null, java.util.Map.of(), java.util.Set.of()))
                .hasToString("RequestEdits[...]");
    }
}
