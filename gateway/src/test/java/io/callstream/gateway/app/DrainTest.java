package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that stops lets open calls end, for a while, and takes no new ones. */
class DrainTest {
    private SimulatedProvider provider;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        provider = SimulatedProvider.start();
        gateway = TestGateway.toAll(provider.apiBase(), "");
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void anOpenStreamComesToItsEnd() throws Exception {
        try (RawClient client = new RawClient(gateway.port());
                RawClient idle = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.stream("sim-paced-20ms-40")));
            client.readUntil("data: ");
            int port = gateway.port();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> gateway.stop(Duration.ofMinutes(1)));

            assertThat(idle.readAll()).isEmpty();
            assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
            assertThat(client.readAll()).contains("[DONE]");
            stopped.join();
        }
        assertThat(gateway.tape().await(SuccessEvent.class).getChunkCount()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void aCallThatTakesTooLongIsEndedAndTold() throws Exception {
        try (RawClient client = new RawClient(gateway.port())) {
            client.write(RawClient.post(Asking.CHAT, Asking.plain("sim-hang")));
            gateway.tape().await(PreCallEvent.class);

            gateway.stop(Duration.ofMillis(100));

            assertThat(client.readAll()).startsWith("HTTP/1.1 503 ").contains("shutting_down");
        }
        assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("SHUTTING_DOWN");
    }
}
