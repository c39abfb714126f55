package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.provider.SimulatedProvider;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Connections to providers: kept, tried again when they turn out to be dead, and bounded. */
class UpstreamConnectionsTest {
    private final Http http = new Http();

    /** A provider may close an idle connection at the very moment at which a request is sent. */
    @Test
    void aKeptConnectionThatTurnsOutToBeDeadIsReplaced() throws Exception {
        try (FickleProvider provider = new FickleProvider();
                TestGateway gateway = TestGateway.to(provider.apiBase(), "m")) {
            HttpResponse<String> first = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));
            HttpResponse<String> second = http.post(gateway.url(Asking.CHAT), Asking.plain("m"));

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
            assertThat(provider.requests()).isEqualTo(3);
            assertThat(gateway.tape().await(SuccessEvent.class, 2)).hasSize(2);
        }
    }

    @Test
    void moreCallsThanConnectionsAreRefused() throws Exception {
        try (SimulatedProvider provider = SimulatedProvider.start();
                TestGateway gateway =
                        TestGateway.toAll(provider.apiBase(), "callstream: {upstream: {max_connections: 1}}\n");
                RawClient waiting = new RawClient(gateway.port())) {
            waiting.write(RawClient.post(Asking.CHAT, Asking.plain("sim-hang")));
            gateway.tape().await(PreCallEvent.class);
            Awaitility.await().until(() -> !provider.received().isEmpty());

            HttpResponse<String> refused = http.post(gateway.url(Asking.CHAT), Asking.plain("sim-text"));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(gateway.tape().await(FailureEvent.class).getErrorCode()).isEqualTo("OVERLOADED");
        }
    }
}
