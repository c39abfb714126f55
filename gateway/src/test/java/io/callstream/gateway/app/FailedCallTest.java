package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong, the client gets OpenAI's error body and the call has a pre-call and one failure event. */
class FailedCallTest {
    private static final String MASTER = "general_settings: {master_key: sk-master}\n";

    private final Http http = new Http();
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.toAll(provider.apiBase(), "");
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sim-400, 400, PROVIDER_REJECTED, provider",
        "sim-401, 401, PROVIDER_AUTHENTICATION, provider",
        "sim-404, 404, PROVIDER_REJECTED, provider",
        "sim-429-2s, 429, RATE_LIMITED, provider",
        "sim-500, 500, PROVIDER_ERROR, provider",
        "sim-503, 503, PROVIDER_ERROR, provider",
        "sim-not-openai, 502, PROVIDER_ERROR, provider",
        "sim-bad-json, 502, PROVIDER_PROTOCOL, provider",
        "sim-cut, 503, PROVIDER_UNAVAILABLE, network",
    })
    void theProvidersFailuresArePassedOnAndTold(String model, int status, String code, String origin) {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain(model));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":").contains("\"message\"", "\"type\"", "\"code\"");
        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(event.getErrorCode()).isEqualTo(code);
        assertThat(event.getHttpStatus()).isEqualTo(status);
        assertThat(event.getOrigin()).isEqualTo(origin);
        assertThat(event.getAttempts()).hasSize(1);
        assertThat(gateway.tape().kinds()).containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
    }

    @Test
    void aProviderThatDoesNotAnswerInTimeIsGivenUp() {
        try (TestGateway impatient = TestGateway.impatient(provider.apiBase())) {
            HttpResponse<String> response = http.post(impatient.url(Asking.CHAT), Asking.plain("sim-hang"));

            assertThat(response.statusCode()).isEqualTo(504);
            FailureEvent event = impatient.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_TIMEOUT");
            assertThat(event.getOrigin()).isEqualTo("provider");
            assertThat(event.getAttempts()).hasSize(1);
        }
    }

    @Test
    void theProvidersOwnErrorPassesUnchangedWithItsAdviceToWait() {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("sim-429-2s"));

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(response.body()).isEqualTo(provider.received().get(0).responseText());
        assertThat(response.headers().firstValue("retry-after")).hasValue("2");
        assertThat(event.getProviderErrorBody()).isEqualTo(response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\", | 400 | INVALID_JSON",
                "[] | 400 | INVALID_JSON",
                "{\"messages\":[]} | 400 | INVALID_REQUEST",
                "{\"model\":7} | 400 | INVALID_REQUEST",
            })
    void aRequestThatCannotBeReadIsRefused(String body, int status, String code) {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).startsWith("{\"error\":");
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo(code);
        assertThat(gateway.tape().kinds()).containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
        assertThat(provider.received()).isEmpty();
    }

    @Test
    void anUnknownModelIsNotFound() {
        try (TestGateway one = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(one.url(Asking.CHAT), Asking.plain("other"));

            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).contains("model_not_found");
            FailureEvent event = one.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("MODEL_NOT_FOUND");
            assertThat(event.getModelGroup()).isEqualTo("other");
        }
    }

    @Test
    void aProviderThatIsNotThereIsUnreachable() {
        SimulatedProvider gone = SimulatedProvider.start();
        gone.close();
        try (TestGateway lonely = TestGateway.to(gone.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(lonely.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("refused").doesNotContain("127.0.0.1", "localhost");
            FailureEvent event = lonely.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_UNREACHABLE");
            assertThat(event.getMessage()).contains("refused").doesNotContain("127.0.0.1", "localhost");
        }
    }

    @Test
    void withoutAKeyNobodyCallsAndOnlySomeOfThoseWhoTryAreTold() {
        String limits = MASTER + "callstream: {auth: {refused_events_per_second: 1}}\n";
        try (TestGateway closed = TestGateway.toAll(provider.apiBase(), limits)) {
            for (int i = 0; i < 30; i++) {
                HttpResponse<String> response = http.post(closed.url(Asking.CHAT), Asking.plain("m"));
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("x-callstream-call-id"))
                        .isPresent();
            }

            int told = closed.tape().await(FailureEvent.class, 1).size();
            assertThat(told).isLessThan(30);
            assertThat(closed.wiring().refusals().unrecorded()).isEqualTo(30 - told);
            assertThat(closed.tape().all(FailureEvent.class).get(0).getRequestBody())
                    .isNull();
            assertThat(provider.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer sk-master", "x-litellm-api-key, sk-master", "x-litellm-api-key, Bearer sk-master"
    })
    void theRightKeyOpens(String header, String value) {
        try (TestGateway closed = TestGateway.toAll(provider.apiBase(), MASTER)) {
            HttpResponse<String> response = http.post(closed.url(Asking.CHAT), Asking.plain("m"), header, value);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(provider.received().get(0).header("authorization")).hasValue("Bearer sk-provider");
            assertThat(provider.received().get(0).header("x-litellm-api-key")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer sk-other, token_not_found_in_db",
        "Basic sk-master, invalid_api_key",
        "sk-master,       invalid_api_key"
    })
    void anyOtherKeyDoesNot(String value, String code) {
        try (TestGateway closed = TestGateway.toAll(provider.apiBase(), MASTER)) {
            HttpResponse<String> response =
                    http.post(closed.url(Asking.CHAT), Asking.plain("m"), "Authorization", value);

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).contains(code).doesNotContain("sk-");
        }
    }
}
