package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.gateway.api.anthropic.AnthropicApi;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error of a provider whose body breaks off, never ends or cannot be decoded is still the error that its status says. */
class BrokenErrorTest {
    private static final String BEGUN = "content-length: 500\r\n\r\n{\"error\":{\"message\":\"no such";

    private static String head(int status) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_REJECTED,       provider_rejected,       invalid_request_error",
        "401, PROVIDER_AUTHENTICATION, provider_authentication, authentication_error",
        "404, PROVIDER_REJECTED,       provider_rejected,       invalid_request_error",
        "409, PROVIDER_CONFLICT,       provider_conflict,       invalid_request_error",
        "422, PROVIDER_REJECTED,       provider_rejected,       invalid_request_error",
        "429, RATE_LIMITED,            rate_limit_exceeded,     rate_limit_error",
        "500, PROVIDER_ERROR,          provider_error,          server_error",
        "529, PROVIDER_ERROR,          provider_error,          server_error",
    })
    void theClientGetsTheStatusAndTheEventItsKind(int status, String kind, String code, String type) {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(status) + BEGUN).close();

            assertThat(client.status()).isEqualTo(String.valueOf(status));
            assertThat(client.body())
                    .isEqualTo("{\"error\":{\"message\":\"The provider answered with status " + status
                            + ", and its answer broke off before its end.\",\"type\":\"" + type
                            + "\",\"param\":null,\"code\":\"" + code + "\"}}");
            assertThat(client.reusable()).isTrue();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo(kind);
            assertThat(event.getHttpStatus()).isEqualTo(status);
        }
    }

    @Test
    void retryAfterReachesTheClientAllTheSame() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(429) + "retry-after: 7\r\n" + BEGUN).close();

            assertThat(client.received()).contains("retry-after: 7\r\n");
        }
    }

    @Test
    void oneThatNeverEndsIsNoTimeoutOfTheProvider() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(400) + BEGUN);
            rig.advance(Duration.ofSeconds(6));

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body())
                    .contains("\"The provider answered with status 400, and its answer did not end in time.\"");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_REJECTED");
        }
    }

    @Test
    void oneThatIsNotInItsCodingHasItsStatus() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send(head(403) + "content-encoding: deflate\r\ncontent-length: 4\r\n\r\n\u007f\u007f\u007f\u007f");

            assertThat(client.status()).isEqualTo("403");
            assertThat(client.body()).contains("\"code\":\"provider_authentication\"");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_AUTHENTICATION");
        }
    }

    @Test
    void whatCameOfItIsRecordedWithoutTheProvidersKey() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.call(CallRig.plain());
            rig.wire()
                    .send(head(401) + "content-length: 500\r\n\r\n{\"error\":\"wrong key sk-provider-one")
                    .close();

            assertThat(rig.lane().only(FailureEvent.class).getProviderErrorBody())
                    .startsWith("{\"error\":\"wrong key ")
                    .doesNotContain("sk-provider-one");
        }
    }

    @Test
    void clientsOfAnotherFormGetItInTheirs() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(
                    new AnthropicApi(),
                    "/v1/messages",
                    "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
            rig.wire().send(head(400) + BEGUN).close();

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).startsWith("{\"type\":\"error\"").contains("invalid_request_error");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_REJECTED");
        }
    }

    @Test
    void aGatewayThatStopsSaysThatAndNotTheStatus() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().send(head(400) + BEGUN);
            rig.handle().abandon();

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).contains("\"code\":\"shutting_down\"");
        }
    }
}
