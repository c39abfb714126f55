package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What LiteLLM's clients say about logging in their requests: it is heeded here, and the provider never sees it. */
class CallbackFieldsTest {
    private static final String SAID = ",\"callbacks\":[\"webhook\"],\"success_callback\":[\"langfuse\",\"webhook\"],"
            + "\"metadata\":{\"tags\":[\"t\"],\"trace_id\":\"tr\"},\"litellm_session_id\":\"s-1\"";
    private static final String PRIVATE = ",\"turn_off_message_logging\":true";

    private final Http http = new Http();
    private final SimulatedProvider provider = SimulatedProvider.start();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start("""
                model_list:
                  - model_name: "*"
                    litellm_params: {model: openai/*, api_base: "%s", api_key: sk-provider}
                callstream:
                  auth: {selectable_routes: [webhook, langfuse]}
                """.formatted(provider.apiBase()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void whatIsSaidToTheGatewayDoesNotReachTheProvider() {
        http.post(gateway.url(Asking.CHAT), asking("sim-text", SAID + PRIVATE));

        assertThat(provider.received().get(0).requestText()).isEqualTo(Asking.plain("sim-text"));
    }

    @Test
    void sinksThatTheRequestAsksForAreRoutesOfItsEvents() {
        http.post(gateway.url(Asking.CHAT), asking("sim-text", SAID));

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getRoutes()).containsExactly("webhook", "langfuse");
        assertThat(event.getSessionId()).isEqualTo("s-1");
        assertThat(event.getTags()).containsExactly("t");
        assertThat(event.getMetadata()).containsEntry("trace_id", "tr");
        assertThat(event.getParameters()).isNull();
    }

    @Test
    void aRequestMayAskThatItsContentIsNotTold() {
        http.post(gateway.url(Asking.CHAT), asking("sim-text", PRIVATE));

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getRedacted()).isTrue();
        assertThat(event.getRequestBody()).doesNotContain("Hello").contains("redacted");
        assertThat(event.getResponseBody()).contains("redacted");
        assertThat(gateway.tape().await(PreCallEvent.class).getRequestBody()).doesNotContain("Hello");
    }

    @Test
    void norOnAStream() {
        http.post(gateway.url(Asking.CHAT), Asking.stream("sim-text", PRIVATE));

        assertThat(gateway.tape().await(SuccessEvent.class).getResponseBody()).contains("redacted");
        assertThat(gateway.tape().await(ChunkEvent.class).getDelta()).doesNotContain("content\":\"H");
    }

    @Test
    void norOnAFailure() {
        http.post(gateway.url(Asking.CHAT), asking("sim-400", ""), "x-litellm-enable-message-redaction", "true");

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(event.getRedacted()).isTrue();
        assertThat(event.getRequestBody()).doesNotContain("Hello");
        assertThat(event.getProviderErrorBody()).isNull();
    }

    private static String asking(String model, String more) {
        String plain = Asking.plain(model);
        return plain.substring(0, plain.length() - 1) + more + "}";
    }
}
