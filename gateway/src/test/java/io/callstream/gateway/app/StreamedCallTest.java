package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams: every byte the client would have got without the gateway, and nothing of what the gateway asked for. */
class StreamedCallTest {
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
    @ValueSource(strings = {"sim-text", "sim-paced-1ms-8", "sim-crlf", "sim-split-1", "sim-huge", "sim-tools"})
    void whenTheClientAsksForUsageTheStreamPassesUnchanged(String model) {
        String request = Asking.stream(model, ",\"stream_options\":{\"include_usage\":true}" + tools(model));

        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), request);

        ReceivedCall seen = provider.received().get(0);
        seen.outcome().join();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.body()).isEqualTo(seen.responseText());
        assertThat(seen.requestText()).isEqualTo(request);
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getUsageSource()).isEqualTo("provider");
        assertThat(event.getChunkCount())
                .isEqualTo(gateway.tape().all(ChunkEvent.class).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream_options\":null", ",\"stream_options\":{}"})
    void usageNobodyAskedForIsWithheld(String options) {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("sim-text", options));

        ReceivedCall seen = provider.received().get(0);
        seen.outcome().join();
        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(seen.requestText()).contains("\"include_usage\":true");
        assertThat(response.body()).doesNotContain("prompt_tokens").endsWith("data: [DONE]\n\n");
        assertThat(seen.responseText()).contains("prompt_tokens").startsWith(firstFrame(response.body()));
        assertThat(event.getPromptTokens()).isPositive();
        assertThat(event.getUsageSource()).isEqualTo("provider");
    }

    @Test
    void usageTheClientRefusedIsAskedForAllTheSame() {
        String request = Asking.stream("sim-text", ",\"stream_options\":{\"include_usage\":false,\"x\":1}");

        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), request);

        assertThat(provider.received().get(0).requestText())
                .isEqualTo(request.replace("\"include_usage\":false", "\"include_usage\":true"));
        assertThat(response.body()).doesNotContain("prompt_tokens");
    }

    @Test
    void missingUsageIsCounted() {
        http.post(gateway.url(Asking.CHAT), Asking.stream("sim-no-usage"));

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getUsageSource()).isEqualTo("counted");
        assertThat(event.getCompletionTokens()).isPositive();
    }

    @Test
    void aFinishedAnswerWithoutTheLastMarkIsWhole() {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("sim-no-done"));

        SuccessEvent event = gateway.tape().await(SuccessEvent.class);
        assertThat(event.getFinishReason()).isEqualTo("stop");
        assertThat(response.body()).doesNotContain("[DONE]").doesNotContain("error");
    }

    @Test
    void anErrorEventOfTheProviderPassesAndFailsTheCall() {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("sim-error-midstream-3"));

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(response.body()).isEqualTo(provider.received().get(0).responseText());
        assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        assertThat(event.getOrigin()).isEqualTo("provider");
        assertThat(event.getProviderErrorBody()).contains("\"error\"");
        assertThat(event.getResponseBody()).contains("choices");
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnErrorEvent() {
        HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("sim-cut-midstream-3"));

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("stream_interrupted").doesNotContain("[DONE]");
        assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        assertThat(event.getCompletionTokens()).isPositive();
        assertThat(event.getUsageSource()).isEqualTo("counted");
    }

    @Test
    void aStreamThatStopsTalkingTimesOut() {
        try (TestGateway impatient = TestGateway.impatient(provider.apiBase())) {
            HttpResponse<String> response =
                    http.post(impatient.url(Asking.CHAT), Asking.stream("sim-hang-midstream-3"));

            assertThat(response.body()).contains("provider_timeout");
            assertThat(impatient.tape().await(FailureEvent.class).getErrorCode())
                    .isEqualTo("PROVIDER_TIMEOUT");
        }
    }

    /** The body ended as HTTP wants it, and nothing said that the connection would be closed. */
    @ParameterizedTest
    @ValueSource(strings = {"sim-text", "sim-no-done", "sim-error-midstream-3", "sim-cut-midstream-3", "sim-500"})
    void theNextCallOnTheSameConnectionIsAnswered(String model) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream(model)));
            String first = client.readUntil(model.equals("sim-500") ? "}}" : "\r\n0\r\n\r\n");
            client.write(RawClient.post(Asking.CHAT, Asking.plain("sim-text")));

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
            assertThat(first).doesNotContain("connection: close");
        }
        assertThat(gateway.tape().await(SuccessEvent.class, 1)).isNotEmpty();
    }

    private static String firstFrame(String body) {
        return body.substring(0, body.indexOf("\n\n"));
    }

    private static String tools(String model) {
        return model.equals("sim-tools")
                ? ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]"
                : "";
    }
}
