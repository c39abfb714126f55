package io.callstream.gateway.api.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.Written;
import io.callstream.gateway.dialect.anthropic.AnthropicDialect;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.ModelName;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's Messages API in front: its paths, its requests, its errors, and answers that were kept. */
class AnthropicApiTest {
    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String KEPT =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":"
                    + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"length\"}],"
                    + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";

    private final AnthropicApi api = new AnthropicApi();

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/messages, true",
        "POST, /anthropic/v1/messages, true",
        "POST, /messages, true",
        "GET, /v1/messages, false",
        "DELETE, /v1/messages, false",
        "POST, /v1/messages/, false",
        "POST, /v1/messages/count_tokens, false",
        "POST, /v1/message, false",
        "POST, /v1/Messages, false",
        "POST, /v1/chat/completions, false",
        "POST, /openai/v1/messages, false",
    })
    void messagesAreSentByPost(String method, String path, boolean found) {
        assertThat(api.find(method, path, "") != null).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages, true",
        "/v1/messages/batches, true",
        "/anthropic/v1/messages/count_tokens, true",
        "/messages/x, true",
        "/v1/messagesx, false",
        "/v1/models, false",
    })
    void whoeverAsksBelowItsPathsIsItsClient(String path, boolean asked) {
        assertThat(api.isAskedBy(path)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_JSON, invalid_request_error",
        "AUTHENTICATION, authentication_error",
        "ROUTE_DENIED, permission_error",
        "MODEL_NOT_FOUND, not_found_error",
        "PAYLOAD_TOO_LARGE, request_too_large",
        "PROVIDER_TIMEOUT, timeout_error",
        "SHUTTING_DOWN, api_error",
    })
    void anErrorHasTheTypeThatAnthropicGivesItsStatus(GatewayError error, String type) {
        assertThat(new String(api.errorBody(new CallError(error, "It \"said\" no.")), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type
                        + "\",\"message\":\"It \\\"said\\\" no.\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "402, billing_error",
        "403, permission_error",
        "404, not_found_error",
        "409, invalid_request_error",
        "413, request_too_large",
        "422, invalid_request_error",
        "429, rate_limit_error",
        "499, invalid_request_error",
        "500, api_error",
        "502, api_error",
        "503, api_error",
        "504, timeout_error",
        "529, overloaded_error",
    })
    void everyStatusHasAType(int status, String type) {
        assertThat(AnthropicErrors.json(status, "no"))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"no\"}}");
    }

    @Test
    void anErrorInAStreamIsAnEventOfThatName() {
        String event = new String(
                api.errorEvent(new CallError(GatewayError.MODEL_NOT_FOUND, "no\nsuch")), StandardCharsets.UTF_8);

        assertThat(Written.events(event))
                .containsExactly(
                        "error {\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"no\\u000asuch\"}}");
    }

    @Test
    void aRequestGoesToAProviderOfTheSameFormAsItCame() throws InvalidRequestException {
        ApiRequest request = read("{\"model\":\"group\",\"max_tokens\":5," + HELLO
                + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"system\":[{\"type\":\"text\",\"text\":\"é\"}],"
                + "\"stream\":true,\"something_new\":[1.50]}");

        assertThat(own(request))
                .isEqualTo("{\"model\":\"claude-5\",\"max_tokens\":5," + HELLO
                        + ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"system\":[{\"type\":\"text\","
                        + "\"text\":\"é\"}],\"stream\":true,\"something_new\":[1.50]}");
        assertThat(request.model()).isEqualTo("group");
        assertThat(request.stream()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "metadata":{"user_id":"u","tags":["a"]} | ,"metadata":{"user_id":"u"}
            "metadata":{"tags":["a"]}               | ``
            "metadata":{"user_id":7}                | ``
            "metadata":null                         | ``
            "metadata":"u"                          | ``
            "tags":["a"]                            | ``
            "litellm_session_id":"s"                | ``
            "num_retries":2                         | ``
            "cache":{"ttl":5}                       | ``
            "mock_response":"Hi"                    | ``
            "top_k":5                               | ,"top_k":5
            "extra_body":{"top_k":5}                | ,"top_k":5
            "top_k":5,"additional_drop_params":["top_k"] | ``
            "additional_drop_params":["top_k","messages","model",7],"extra_body":{"top_k":5} | ``
            "top_k":5,"additional_drop_params":"top_k" | ,"top_k":5
            "metadata":{"user_id":"u"},"additional_drop_params":["metadata"] | ``
            """)
    void whatIsSaidToTheGatewayStaysHere(String field, String left) throws InvalidRequestException {
        assertThat(own(read("{\"model\":\"group\"," + HELLO + "," + field + "}")))
                .isEqualTo("{\"model\":\"claude-5\"," + HELLO + left + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "max_tokens":5                  | "max_tokens":5,"stream":true,"metadata":{"user_id":"u"}  | true
            "max_tokens":5                  | "max_tokens":5,"tags":["a"]                              | true
            "top_k":1,"top_p":2             | "top_p":2.0,"top_k":1                                    | true
            "max_tokens":5                  | "max_tokens":6                                           | false
            "thinking":{"type":"enabled","budget_tokens":9000} | "thinking":{"type":"enabled","budget_tokens":32000} | false
            "output_config":{"effort":"high"} | "output_config":{"effort":"max"}                       | false
            "context_management":{"edits":[]} | "top_k":null                                           | false
            """)
    void requestsAreTheSameThatSayTheSameInTheirOwnForm(String one, String other, boolean same)
            throws InvalidRequestException {
        String first = identity(read("{\"model\":\"m\"," + HELLO + "," + one + "}"));
        String second = identity(read("{\"model\":\"m\"," + HELLO + "," + other + "}"));

        assertThat(first.equals(second)).isEqualTo(same);
    }

    private static String identity(ApiRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            request.identify(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatNoProviderIsToGetIsSaidToTheGatewayAllTheSame() throws InvalidRequestException {
        ApiRequest request =
                read("{\"model\":\"m\"," + HELLO + ",\"no-log\":true,\"metadata\":{\"user_id\":\"u\",\"a\":\"b\"},"
                        + "\"additional_drop_params\":[\"no-log\",\"metadata\",\"user\"]}");

        assertThat(request.metadata(name -> null).noLog()).isTrue();
        assertThat(request.metadata(name -> null).endUser()).isEqualTo("u");
        assertThat(request.metadata(name -> null).metadata()).containsEntry("a", "b");
    }

    @Test
    void aRequestThatAStepHasChangedIsWrittenAnew() throws InvalidRequestException {
        ApiRequest read = read("{\"model\":\"group\",\"max_tokens\":5," + HELLO + "}");
        Slice chat = Slice.of("{\"model\":\"group\",\"messages\":[]}");

        ApiRequest changed = api.readAgain(read, chat, "other");

        assertThat(changed.own(AnthropicDialect.FORM, ModelName.of("claude-5"))).isNull();
        assertThat(changed.model()).isEqualTo("other");
        assertThat(new String(changed.body(ModelName.of("m"), false, true).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"messages\":[]}");
    }

    @Test
    void aProviderOfAnotherFormGetsAChat() throws InvalidRequestException {
        ApiRequest read = read("{\"model\":\"group\",\"max_tokens\":5,\"system\":\"Be kind.\"," + HELLO + "}");

        assertThat(read.own("openai", ModelName.of("gpt"))).isNull();
        assertThat(new String(read.body(ModelName.of("gpt"), false, true).toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"model\":\"gpt\",\"max_tokens\":5,\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                                + "{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]                              | Invalid 'body': expected a JSON object.
            "Hi"                             | Invalid 'body': expected a JSON object.
            {"model":7}                      | Invalid 'model': expected one string.
            {"model":"m","stream":"yes"}     | Invalid 'stream': expected a boolean.
            {"model":"m","extra_body":[]}    | Invalid 'extra_body': expected an object with fields for the provider's body.
            {"model":"m","extra_body":{"messages":[]}} | Invalid 'extra_body.messages': expected it at the top of the body only.
            {"model":"m","num_retries":100}  | Invalid 'num_retries': expected a whole number from 0 to 99.
            {"model":"m"                     | The request body is not valid JSON: expected ',' or '}' at byte 12.
            """)
    void whatIsNoRequestIsRefused(String body, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aKeptAnswerIsAMessage() {
        byte[] message = api.asPlain(Slice.of(KEPT));

        assertThat(message).isNotNull();
        assertThat(new String(message, StandardCharsets.UTF_8))
                .startsWith("{\"id\":\"c1\",\"type\":\"message\",")
                .contains("\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"max_tokens\"")
                .contains("\"input_tokens\":3")
                .contains("\"output_tokens\":2");
    }

    @Test
    void aKeptAnswerIsAStream() {
        byte[] stream = api.asStream(Slice.of(KEPT), false);

        assertThat(stream).isNotNull();
        assertThat(Written.events(new String(stream, StandardCharsets.UTF_8)))
                .extracting(event -> event.substring(0, event.indexOf(' ')))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writersWriteWhatTheClientAskedFor(boolean stream) {
        assertThat(api.writer(stream, 1).contentType()).isEqualTo(stream ? "text/event-stream" : "application/json");
    }

    private static String own(ApiRequest request) {
        Slice own = request.own(AnthropicDialect.FORM, ModelName.of("claude-5"));
        return own == null ? "nothing" : own.text();
    }

    private ApiRequest read(String body) throws InvalidRequestException {
        return api.read(Slice.of(body), null);
    }
}
