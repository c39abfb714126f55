package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A provider goes on as fast as its client reads; whose time runs out meanwhile depends on who is waited for. */
class ClientPaceTest {
    private static final String YAML = CallRig.deployment("one") + "router_settings: {num_retries: 0}\n"
            + "callstream: {server: {idle_timeout: 30s}}\n";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A stream has begun, and its client takes nothing in any more. */
    private static RecordingClient stalled(CallRig rig) {
        RecordingClient client = rig.call(CallRig.stream());
        rig.wire().beginStream();
        client.stall();
        rig.wire().chunk(CallRig.frame("one", null));
        return client;
    }

    private static void finish(CallRig rig) {
        rig.wire().chunk(CallRig.frame("two", "stop")).chunk("data: [DONE]\n\n").endChunks();
        rig.loop().run();
    }

    @Test
    void aClientThatKeepsUpSlowsNobodyDown() {
        try (CallRig rig = new CallRig(YAML)) {
            rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("one", null));

            assertThat(rig.wire().read()).isTrue();

            finish(rig);
        }
    }

    @Test
    void whileAClientTakesNothingInItsProviderIsNotRead() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = stalled(rig);
            assertThat(rig.wire().read()).isFalse();

            client.goOn();
            rig.handle().clientWritable();
            assertThat(rig.wire().read()).isTrue();

            finish(rig);
            assertThat(client.received()).contains("one", "two", "[DONE]");
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(1);
        }
    }

    @Test
    void timeInWhichTheClientIsWaitedForIsNotTheProviders() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = stalled(rig);
            rig.advance(Duration.ofSeconds(29));
            client.goOn();
            rig.handle().clientWritable();

            rig.advance(PATIENCE.minusMillis(100));
            finish(rig);

            assertThat(client.wasCut()).isFalse();
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(1);
        }
    }

    @Test
    void afterThatTheProvidersTimeRunsAgain() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = stalled(rig);
            rig.advance(Duration.ofSeconds(29));
            client.goOn();
            rig.handle().clientWritable();

            rig.advance(PATIENCE.plusMillis(100));

            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_TIMEOUT");
        }
    }

    @Test
    void aClientThatTakesNothingInForTooLongIsCut() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = stalled(rig);

            rig.advance(Duration.ofMillis(29_900));
            assertThat(client.wasCut()).isFalse();
            rig.advance(Duration.ofMillis(200));

            assertThat(client.wasCut()).isTrue();
            assertThat(rig.wire().open()).isFalse();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getMessage()).isEqualTo("The client stopped reading.");
        }
    }

    @Test
    void whoHasAllButTheUsageAndHangsUpIsAnsweredAndTheUsageIsWaitedForBriefly() {
        try (CallRig rig = new CallRig(YAML)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("one", "stop"));
            rig.hangUp(client);

            rig.advance(Duration.ofMillis(1_900));
            assertThat(rig.wire().open()).isTrue();
            rig.advance(Duration.ofMillis(200));

            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(1);
        }
    }
}
