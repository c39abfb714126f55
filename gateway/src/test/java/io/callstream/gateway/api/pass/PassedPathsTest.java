package io.callstream.gateway.api.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.provider.ProviderChoice;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths pass through to whom: files and batches, responses that providers keep, and all below a provider's name. */
class PassedPathsTest {
    private final ResourceApi resources = new ResourceApi(new OpenAiApi(), List.of("openai", "azure", "vertex_ai"));
    private final KeptResponseApi responses = new KeptResponseApi(new OpenAiApi());
    private final PassThroughApi openAi = PassThroughApi.ofProvider(new OpenAiApi(), "openai");
    private final PassThroughApi gemini = PassThroughApi.ofProvider(new OpenAiApi(), "gemini");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            emptyValue = "",
            value = {
                "POST, /v1/files, FILE_CREATE, '', none",
                "GET, /files, FILE_LIST, '', none",
                "GET, /v1/files/file-1, FILE_RETRIEVE, /file-1, none",
                "DELETE, /v1/files/file-1, FILE_DELETE, /file-1, none",
                "GET, /v1/files/file-1/content, FILE_CONTENT, /file-1/content, none",
                "POST, /v1/batches, BATCH_CREATE, '', none",
                "GET, /v1/batches, BATCH_LIST, '', none",
                "GET, /batches/batch_1, BATCH_RETRIEVE, /batch_1, none",
                "POST, /v1/batches/batch_1/cancel, BATCH_CANCEL, /batch_1/cancel, none",
                "POST, /azure/v1/files, FILE_CREATE, '', azure",
                "POST, /azure/files, FILE_CREATE, '', azure",
                "GET, /vertex_ai/v1/batches/1, BATCH_RETRIEVE, /1, vertex_ai",
                "POST, /openai/v1/files, FILE_CREATE, '', none",
                "GET, /v1/files/content, FILE_RETRIEVE, /content, none",
                "GET, /v1/files/a.b=c-d_e, FILE_RETRIEVE, /a.b=c-d_e, none",
            })
    void filesAndBatchesAreFoundByMethodAndPath(
            String method, String path, Operation operation, String rest, @Nullable String provider) {
        Endpoint found = resources.find(method, path, "limit=2");

        assertThat(found).isNotNull();
        assertThat(found.operation()).isEqualTo(operation);
        assertThat(found.place().rest()).isEqualTo(rest);
        assertThat(found.place().method()).isEqualTo(method);
        assertThat(found.place().query()).isEqualTo("limit=2");
        assertThat(found.model()).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/files",
        "POST, /v1/files/file-1",
        "GET, /v1/files/",
        "GET, /v1/files/a/b",
        "GET, /v1/files/.",
        "GET, /v1/files/..",
        "GET, /v1/files/../content",
        "GET, /v1/files/a%2fb",
        "DELETE, /v1/batches/batch_1",
        "GET, /v1/batches/batch_1/cancel",
        "POST, /v1/files/file-1/cancel",
        "GET, /v1/files/file-1/contents",
        "POST, /nobody/v1/files",
        "GET, /v1/filess",
        "GET, /v2/files",
    })
    void whatIsNoneOfThemIsNotFound(String method, String path) {
        assertThat(resources.find(method, path, "")).isNull();
    }

    @Test
    void anIdIsAtMostFiveHundredAndTwelveCharactersLong() {
        assertThat(resources.find("GET", "/v1/files/" + "a".repeat(512), "")).isNotNull();
        assertThat(resources.find("GET", "/v1/files/" + "a".repeat(513), "")).isNull();
        assertThat(responses.find("GET", "/v1/responses/" + "a".repeat(512), ""))
                .isNotNull();
        assertThat(responses.find("GET", "/v1/responses/" + "a".repeat(513), ""))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/responses/resp_1, RESPONSE_RETRIEVE, /resp_1",
        "GET, /responses/resp_1, RESPONSE_RETRIEVE, /resp_1",
        "GET, /openai/v1/responses/resp_1, RESPONSE_RETRIEVE, /resp_1",
        "DELETE, /openai/responses/resp_1, RESPONSE_DELETE, /resp_1",
        "GET, /v1/responses/resp_1/input_items, RESPONSE_ITEMS, /resp_1/input_items",
        "POST, /v1/responses/resp_1/cancel, RESPONSE_CANCEL, /resp_1/cancel",
    })
    void responsesThatAreKeptAreFoundByTheirIds(String method, String path, Operation operation, String rest)
            throws Exception {
        Endpoint found = responses.find(method, path, "after=i");

        assertThat(found).isNotNull();
        assertThat(found.operation()).isEqualTo(operation);
        assertThat(found.place().rest()).isEqualTo(rest);
        PassedRequest read = (PassedRequest) responses.read(found, Slice.EMPTY, name -> null);
        assertThat(read.choice()).isEqualTo(new ProviderChoice.Keeper("resp_1", null));
        assertThat(read.place().query()).isEqualTo("after=i");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/responses/resp_1",
        "POST, /v1/responses",
        "GET, /v1/responses/..",
        "GET, /v1/responses/.",
        "GET, /v1/responses/../cancel",
        "GET, /v1/responses/resp_1/cancel",
        "DELETE, /v1/responses/resp_1/input_items",
        "GET, /v1/responses/resp_1/other",
        "GET, /v1/responses/a%2fb",
    })
    void whatIsNoDeedOnAResponseIsNotFound(String method, String path) {
        assertThat(responses.find(method, path, "")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "GET, /openai/v1/threads/t_1, /v1/threads/t_1",
                "POST, /openai/, /",
                "PATCH, /openai/v1/a%20b, /v1/a%20b",
                "GET, /openai, none",
                "GET, /openaix/v1, none",
                "OPTIONS, /openai/v1/x, none",
                "GET, /openai/v1/models, none",
                "GET, /openai/models, none",
                "GET, /openai/v1/models/gpt, none",
                "DELETE, /openai/v1/models/ft, /v1/models/ft",
                "GET, /openai/../admin, none",
                "GET, /openai/v1/./x, none",
                "GET, /openai/v1/..;/x, none",
                "GET, /openai/v1/%2e%2e/x, none",
                "GET, /openai/v1/.%2E, none",
                "GET, /openai/v1%2f..%2fx, none",
                "GET, /openai/v1\\..\\x, none",
                "GET, /openai/v1%5c%2e%2e, none",
                "GET, /openai/v1/...x, /v1/...x",
                "GET, /openai/v1/a..b, /v1/a..b",
            })
    void whatStandsBelowAProvidersNameGoesThereAndCannotLeadOut(String method, String path, @Nullable String rest) {
        Endpoint found = openAi.find(method, path, "");

        assertThat(found == null ? null : found.place().rest()).isEqualTo(rest);
        assertThat(found == null ? null : found.place().path()).isEqualTo(rest == null ? null : path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                    | ``
            key=secret            | ``
            key=secret&alt=sse    | alt=sse
            alt=sse&key=secret    | alt=sse
            a=1&key=secret&b=2    | a=1&b=2
            key=a&key=b&c=d       | c=d
            k%65y=secret&a=1      | a=1
            %6B%65%79=secret      | ``
            keys=a&monkey=b       | keys=a&monkey=b
            a=key=secret          | a=key=secret
            a=%zz                 | a=%zz
            """)
    void theGatewaysKeyInTheQueryGoesToNobody(String query, String left) {
        Endpoint found = gemini.find("POST", "/gemini/v1beta/models/g:generateContent", query);

        assertThat(found).isNotNull();
        assertThat(found.place().query()).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/gemini/v1beta/models/gemini-2.5-pro:generateContent, gemini-2.5-pro",
                "/gemini/v1beta/models/gemini-2.5-pro, gemini-2.5-pro",
                "/gemini/v1beta/files, m",
            })
    void theModelStandsInThePathOrInTheBody(String path, @Nullable String model) throws Exception {
        Endpoint found = gemini.find("POST", path, "");
        assertThat(found).isNotNull();

        PassedRequest read = (PassedRequest) gemini.read(found, Slice.of("{\"model\":\"m\"}"), name -> null);

        assertThat(read.choice()).isEqualTo(new ProviderChoice.Account("gemini", model));
        assertThat(read.model()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_ENTITY, INVALID_ARGUMENT",
        "AUTHENTICATION, UNAUTHENTICATED",
        "ROUTE_DENIED, PERMISSION_DENIED",
        "MODEL_NOT_FOUND, NOT_FOUND",
        "RATE_LIMITED, RESOURCE_EXHAUSTED",
        "CLIENT_DISCONNECTED, CANCELLED",
        "INTERNAL, INTERNAL",
        "PROVIDER_UNREACHABLE, INTERNAL",
        "SHUTTING_DOWN, UNAVAILABLE",
        "PROVIDER_TIMEOUT, DEADLINE_EXCEEDED",
        "PAYLOAD_TOO_LARGE, INVALID_ARGUMENT",
    })
    void clientsOfGooglesReadErrorsInItsForm(GatewayError error, String word) {
        assertThat(new String(gemini.errorBody(new CallError(error, "No \"x\".")), StandardCharsets.UTF_8))
                .isEqualTo("{\"error\":{\"code\":" + error.httpStatus() + ",\"message\":\"No \\\"x\\\".\",\"status\":\""
                        + word + "\"}}");
    }

    @Test
    void clientsOfOthersReadThemInOpenAis() {
        CallError error = new CallError(GatewayError.MODEL_NOT_FOUND, "No.");

        assertThat(openAi.errorBody(error)).isEqualTo(new OpenAiApi().errorBody(error));
        assertThat(resources.errorBody(error)).isEqualTo(new OpenAiApi().errorBody(error));
    }

    @ParameterizedTest
    @CsvSource({"/gemini/x, true", "/gemini, false", "/geminix/x, false", "/v1/chat/completions, false"})
    void whoeverAsksBelowAProvidersNameIsItsClient(String path, boolean asked) {
        assertThat(gemini.isAskedBy(path)).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "[1]"})
    void whatIsNoJsonIsNotChangedOnItsWay(String body) throws Exception {
        Endpoint found = openAi.find("POST", "/openai/v1/x", "");
        assertThat(found).isNotNull();
        PassedRequest read = (PassedRequest) openAi.read(found, Slice.of(body), name -> null);

        assertThatThrownBy(() -> openAi.readAgain(read, Slice.of("{}"), null))
                .hasMessage("Invalid 'body': expected one that is to be changed to be JSON: files pass as they came.");
    }

    @Test
    void jsonMayBeChangedOnItsWay() throws Exception {
        Endpoint found = openAi.find("POST", "/openai/v1/x", "");
        assertThat(found).isNotNull();
        PassedRequest read = (PassedRequest) openAi.read(found, Slice.of("{\"a\":1}"), name -> null);

        PassedRequest changed = (PassedRequest) openAi.readAgain(read, Slice.of("{\"a\":2}"), null);

        assertThat(new String(changed.content().body().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":2}");
        assertThat(openAi.texts(Slice.EMPTY)).isEmpty();
        assertThat(openAi.texts(Slice.of("{\"input\":\"Hi\"}")))
                .singleElement()
                .extracting("text")
                .isEqualTo("Hi");
    }
}
