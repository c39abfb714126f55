package io.callstream.gateway.app;

import static io.callstream.gateway.app.ScriptedProvider.chunk;
import static io.callstream.gateway.app.ScriptedProvider.streamHead;
import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stream ends: with {@code [DONE]}, or with the last finish reason; not with what the connection does then. */
class StreamEndTest {
    private static final String TEXT =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private static final String FINISH =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE = "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":11,"
            + "\"completion_tokens\":7,\"total_tokens\":18}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String WHOLE = TEXT + FINISH + USAGE + DONE;
    private static final String LAST_CHUNK = "0\r\n\r\n";

    @ParameterizedTest
    @DisplayName("S31: [DONE], then the connection breaks")
    @ValueSource(strings = {WHOLE, TEXT + FINISH + USAGE + "data: [DONE]\n", TEXT + FINISH + "data: [DONE]"})
    void theConnectionMayBreakBehindTheMark(String stream) throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(stream));
                    wire.close();
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o");
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));

            assertThat(client.readUntil("\r\n0\r\n\r\n")).contains(DONE).doesNotContain("error");
            assertThat(gateway.tape().await(SuccessEvent.class).getFinishReason())
                    .isEqualTo("stop");
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @DisplayName("S32: the client hangs up with [DONE], which the provider's body does not end with")
    @ValueSource(booleans = {true, false})
    void theClientMayHangUpWithTheMark(boolean reset) throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(WHOLE));
                    await(hungUp);
                    wire.write(LAST_CHUNK);
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            try (RawClient client = new RawClient(gateway.port())) {
                client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
                client.readUntil(DONE);
                if (reset) {
                    client.reset();
                }
            }
            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            hungUp.countDown();

            assertThat(event.getPromptTokens()).isEqualTo(11);
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("SDK1: the end of the body goes to the client with [DONE], and the provider's connection serves again")
    void theBodyEndsWithTheMark() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(WHOLE));
                    if (asked.connection() == 0 && read.getCount() > 0) {
                        await(read);
                    }
                    wire.write(LAST_CHUNK);
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o");
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            client.readUntil("\r\n0\r\n\r\n");
            gateway.tape().await(SuccessEvent.class);
            read.countDown();
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            client.readUntil("\r\n0\r\n\r\n");

            assertThat(gateway.tape().await(SuccessEvent.class, 2)).hasSize(2);
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
        }
    }

    @Test
    void aProviderThatGoesOnBehindTheMarkIsNotHeard() throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(WHOLE) + chunk(TEXT));
                    for (int i = 0; i < 100; i++) {
                        wire.write(chunk("data: {\"error\":{\"message\":\"" + "x".repeat(10_000) + "\"}}\n\n"));
                    }
                    wire.awaitEnd();
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o");
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            String answer = client.readUntil("\r\n0\r\n\r\n");
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            client.readUntil("\r\n0\r\n\r\n");

            assertThat(answer).contains(DONE).doesNotContain("error");
            assertThat(gateway.tape().await(SuccessEvent.class, 2)).hasSize(2);
            assertThat(provider.asked())
                    .extracting(ScriptedProvider.Asked::connection)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void aClientThatHangsUpBeforeTheMarkIsGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(TEXT));
                    await(gone);
                    wire.write(chunk(FINISH + DONE) + LAST_CHUNK);
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            try (RawClient client = new RawClient(gateway.port())) {
                client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
                client.readUntil("Hi");
            }

            FailureEvent event = gateway.tape().await(FailureEvent.class);
            gone.countDown();
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void aClientThatHangsUpWithTheFinishReasonHasItsAnswerAndTheUsageIsWaitedFor() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(TEXT + FINISH));
                    await(gone);
                    wire.write(chunk(USAGE + DONE) + LAST_CHUNK);
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            try (RawClient client = new RawClient(gateway.port())) {
                client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
                client.readUntil("finish_reason\":\"stop\"}]}\n\n");
            }
            gone.countDown();

            SuccessEvent event = gateway.tape().await(SuccessEvent.class);
            assertThat(event.getUsageSource()).isEqualTo("provider");
            assertThat(event.getCompletionTokens()).isEqualTo(7);
        }
    }

    @Test
    void aFinishedAnswerIsWholeThoughTheConnectionBreaks() throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + chunk(TEXT + FINISH));
                    wire.close();
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o");
                RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));

            assertThat(client.readUntil("\r\n0\r\n\r\n")).doesNotContain("error");
            assertThat(gateway.tape().await(SuccessEvent.class).getFinishReason())
                    .isEqualTo("stop");
        }
    }

    @Test
    @DisplayName("S33: the body ends within a line; the error event stands for itself")
    void nothingIsGluedToAnOpenLine() throws IOException {
        String open = "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello";
        FailureEvent event = failing(chunk(TEXT) + chunk(open) + LAST_CHUNK, false, """
                data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hi"}}]}

                data: {"error":{"message":"The provider's stream ended before the answer was finished.",\
                "type":"server_error","param":null,"code":"stream_interrupted"}}

                """);

        assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
    }

    @ParameterizedTest
    @DisplayName("S54: an error event, then the connection breaks")
    @ValueSource(strings = {"\n\n", "\n", ""})
    void theProvidersErrorIsTheReasonThatCounts(String end) throws IOException {
        String error = "data: {\"error\":{\"message\":\"out of memory\",\"code\":500}}";
        FailureEvent event = failing(chunk(TEXT) + chunk(error + end), true, TEXT + error + "\n\n");

        assertThat(event.getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        assertThat(event.getProviderErrorBody()).isEqualTo(error.substring(6));
        assertThat(event.getMessage()).isEqualTo("The provider reported an error within the stream.");
        assertThat(event.getUsageSource()).isNull();
    }

    /** Gives back the failure of a stream, having checked what the client got of it. */
    private static FailureEvent failing(String body, boolean breaks, String expected) throws IOException {
        try (ScriptedProvider provider = new ScriptedProvider((asked, wire) -> {
                    wire.write(streamHead() + body);
                    if (breaks) {
                        wire.close();
                    }
                });
                TestGateway gateway = TestGateway.to(provider.apiBase(), "gpt-4o")) {
            String answer = new Http()
                    .post(gateway.url(Asking.CHAT), Asking.stream("m"))
                    .body();

            assertThat(answer).isEqualTo(expected);
            return gateway.tape().await(FailureEvent.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
