package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider says about a failure reaches client and event, in whatever form and under whatever status it is said. */
class AnswerErrorsTest {
    private final Http http = new Http();

    @ParameterizedTest
    @DisplayName("A15: errors under status 200")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"message\":\"no\",\"code\":429}} | RATE_LIMITED",
                "{\"error\":{\"message\":\"no\",\"type\":\"authentication_error\"}} | PROVIDER_AUTHENTICATION",
                "{\"error\":{\"message\":\"no\",\"code\":\"409\"}} | PROVIDER_CONFLICT",
                "{\"error\":{\"message\":\"no\"}} | PROVIDER_ERROR",
                "{\"error\":\"no\"} | PROVIDER_ERROR",
                "{\"object\":\"error\",\"message\":\"no\",\"code\":400} | PROVIDER_REJECTED",
                "{\"detail\":\"no\"} | PROVIDER_ERROR",
                "{\"code\":\"InvalidParameter\",\"message\":\"no\"} | PROVIDER_ERROR",
                "{\"errors\":[{\"message\":\"no\"}],\"success\":false} | PROVIDER_ERROR",
                "{\"message\":\"no\"} | PROVIDER_PROTOCOL",
                "{} | PROVIDER_PROTOCOL",
                "{\"id\":\"g\",\"choices\":[{\"error\":{\"code\":502,\"message\":\"no\"},\"message\":{\"content\":\"\"},"
                        + "\"finish_reason\":\"error\"}]} | PROVIDER_ERROR",
            })
    void anErrorUnderAGoodStatusIsAFailure(String body, String code) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, body));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(body);
            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo(code);
            assertThat(event.getProviderErrorBody()).isEqualTo(body);
            assertThat(event.getUsageSource()).isNull();
            assertThat(event.getCostNanoUsd()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":null,\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
                "{\"error\":{},\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"message\":\"x\",\"code\":5}",
                "{\"choices\":[]}",
            })
    void anAnswerIsNotTakenForAnError(String body) throws IOException {
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.json(200, body));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.body()).isEqualTo(body);
            assertThat(gateway.tape().await(SuccessEvent.class).getResponseBody())
                    .isEqualTo(body);
        }
    }

    @ParameterizedTest
    @DisplayName("S10: errors within a stream")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: {\"error\":{\"code\":429,\"message\":\"no\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},"
                        + "\"finish_reason\":\"error\"}]} | RATE_LIMITED",
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"error\"}]} | STREAM_INTERRUPTED",
                "data: {\"object\":\"error\",\"message\":\"no\",\"code\":400} | PROVIDER_REJECTED",
                "data: {\"detail\":\"no\"} | STREAM_INTERRUPTED",
                "data: {\"error\":\"no\"} | STREAM_INTERRUPTED",
            })
    void anErrorWithinAStreamIsAFailure(String frame, String code) throws IOException {
        String stream = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n" + frame
                + "\n\ndata: [DONE]\n\n";
        FailureEvent event = failedStream(stream);

        assertThat(event.getErrorCode()).isEqualTo(code);
        assertThat(event.getProviderErrorBody()).isEqualTo(frame.substring("data: ".length()));
        assertThat(event.getUsageSource()).isNull();
        assertThat(event.getResponseBody()).contains("Hi");
    }

    @Test
    void anEventNamedErrorIsAFailure() throws IOException {
        FailureEvent event = failedStream("event: error\ndata: the model is overloaded\n\ndata: [DONE]\n\n");

        assertThat(event.getProviderErrorBody()).isEqualTo("the model is overloaded");
    }

    @Test
    void aStreamOfSomethingElseIsNoAnswer() throws IOException {
        FailureEvent event = failedStream("data: quota exceeded\n\ndata: [DONE]\n\n");

        assertThat(event.getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
        assertThat(event.getProviderErrorBody()).isEqualTo("quota exceeded");
    }

    private FailureEvent failedStream(String stream) throws IOException {
        String answer = ScriptedProvider.answer(200, "text/event-stream", stream);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String body =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();

            assertThat(body).isEqualTo(stream);
            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(gateway.tape().all(SuccessEvent.class)).isEmpty();
            return event;
        }
    }

    @ParameterizedTest
    @DisplayName("A13: what is no JSON is said in the gateway's")
    @CsvSource({
        "503, text/plain, 503, PROVIDER_ERROR",
        "429, text/html, 429, RATE_LIMITED",
        "400, application/json, 400, PROVIDER_REJECTED",
        "200, text/html, 502, PROVIDER_PROTOCOL",
    })
    void textsOfTheProviderReachTheClient(int status, String type, int expected, String code) throws IOException {
        String text = "<html>upstream \"connect\" error</html>";
        try (ScriptedProvider provider = ScriptedProvider.answering(ScriptedProvider.answer(status, type, text));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(expected);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(response.body())
                    .startsWith("{\"error\":")
                    .contains("<html>upstream \\\"connect\\\" error</html>");
            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo(code);
            assertThat(event.getProviderErrorBody()).isEqualTo(text);
            assertThat(event.getMessage()).doesNotContain("html");
            assertThat(event.getHttpStatus()).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("A12B: 409 may succeed later, as the SDKs believe")
    void aConflictIsRetryable() throws IOException {
        try (ScriptedProvider provider =
                        ScriptedProvider.answering(ScriptedProvider.json(409, "{\"error\":{\"message\":\"locked\"}}"));
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getRetryable()).isTrue();
            assertThat(event.getHttpStatus()).isEqualTo(409);
        }
    }

    @Test
    @DisplayName("A24: the gateway's own error does not say that it is compressed")
    void itsOwnErrorGoesUnderItsOwnHead() throws IOException {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n";
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(head + "\u001f");
                    wire.close();
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.headers().firstValue("content-encoding")).isEmpty();
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @ParameterizedTest
    @DisplayName("X21: the deployment's key, repeated by the provider")
    @ValueSource(strings = {"sk-provider", "c2stcHJvdmlkZXI"})
    void theKeyIsMasked(String key) throws IOException {
        String body = "{\"error\":{\"message\":\"wrong key " + key + "\"}}";
        String answer = ScriptedProvider.json(401, body).replaceFirst("\r\n", "\r\nx-request-id: " + key + "\r\n");
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(response.body()).contains("wrong key ****").doesNotContain(key);
            assertThat(response.headers().map().toString()).contains("****").doesNotContain(key);
            assertThat(gateway.tape().await(FailureEvent.class).toString()).doesNotContain(key);
        }
    }

    @Test
    void theKeyIsMaskedWithinAStreamToo() throws IOException {
        String stream = "data: {\"error\":{\"message\":\"wrong key sk-provider\"}}\n\ndata: [DONE]\n\n";
        String answer = ScriptedProvider.answer(200, "text/event-stream", stream);
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String body =
                    http.post(gateway.url(Asking.CHAT), Asking.stream("m")).body();

            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(body).contains("wrong key ****").doesNotContain("sk-provider");
            assertThat(event.getProviderErrorBody()).contains("****").doesNotContain("sk-provider");
        }
    }

    @ParameterizedTest
    @DisplayName("X17: statuses that no answer can have")
    @CsvSource({"204", "205", "304", "000", "099", "600", "999", "20000", "101", "302", "300"})
    void strangeStatusesAreABadGateway(String status) throws IOException {
        String answer =
                "HTTP/1.1 " + status + " X\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ScriptedProvider.chunk("data: {\"choices\":[]}\n\ndata: [DONE]\n\n") + "0\r\n\r\n";
        try (ScriptedProvider provider = ScriptedProvider.answering(answer);
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            HttpResponse<String> response = http.post(gateway.url(Asking.CHAT), Asking.stream("m"));

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("provider_protocol");
            FailureEvent event = gateway.tape().await(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("PROVIDER_PROTOCOL");
            assertThat(gateway.tape().kinds()).containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
        }
    }
}
