package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.testing.provider.SimulatedProvider;
import io.callstream.testing.reply.Piece;
import io.callstream.testing.reply.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that hangs up ends its call: the provider stops, and the story says so. */
class HangUpTest {
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
    @ValueSource(booleans = {true, false})
    void beforeTheAnswer(boolean reset) throws Exception {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.plain("sim-hang")));
            gateway.tape().await(PreCallEvent.class);
            Awaitility.await().until(() -> !provider.received().isEmpty());
            if (reset) {
                client.reset();
            }
        }

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        ReceivedCall cancelled = provider.cancelled().get(60, TimeUnit.SECONDS);
        assertThat(cancelled.outcome().join()).isEqualTo(ReceivedCall.Outcome.CANCELLED);
        assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        assertThat(event.getOrigin()).isEqualTo("client");
        assertThat(gateway.tape().kinds()).containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
    }

    @Test
    void withinAStreamTheUsageIsCounted() throws Exception {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("sim-paced-20ms-1000")));
            for (int frame = 0; frame < 5; frame++) {
                client.readUntil("\n\n");
            }
        }

        FailureEvent event = gateway.tape().await(FailureEvent.class);
        provider.cancelled().get(60, TimeUnit.SECONDS);
        assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        assertThat(event.getUsageSource()).isEqualTo("counted");
        assertThat(event.getCompletionTokens()).isPositive();
        assertThat(event.getResponseBody()).contains("choices");
    }

    @Test
    void whileSendingNothingIsTold() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write("POST " + Asking.CHAT + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"mod");
        }

        Awaitility.await().until(() -> gateway.wiring().connections().open() == 0);
        assertThat(gateway.tape().kinds()).isEmpty();
    }

    @Test
    void aClientThatDoesNotReadHoldsTheProviderBack() throws Exception {
        String text = "x".repeat(64 << 10);
        Piece large = Piece.of("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
        List<Piece> pieces = new ArrayList<>(Collections.nCopies(400, large));
        pieces.add(Piece.of("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n"));
        pieces.add(Piece.of("data: [DONE]\n\n"));
        provider.script(Reply.stream(pieces));
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("m")));
            client.readUntil("data: ");
            awaitStandstill();
            assertThat(gateway.tape().all(FailureEvent.class)).isEmpty();
            assertThat(provider.received().get(0).outcome()).isNotDone();

            client.skipUntil("[DONE]");
        }
        assertThat(provider.received().get(0).outcome().get(60, TimeUnit.SECONDS))
                .isEqualTo(ReceivedCall.Outcome.ANSWERED);
    }

    /** Until all buffers on the way are full: no further chunk is told. */
    private void awaitStandstill() {
        AtomicInteger told = new AtomicInteger();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(200))
                .until(() -> gateway.tape().all(ChunkEvent.class).size(), now -> now == told.getAndSet(now));
    }
}
