package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that hang up or stop reading, at each point of a call's life. */
class CallHangUpTest {
    private static final Duration LONGER_THAN_A_CALL = Duration.ofSeconds(6);

    @Test
    void whoHangsUpBeforeTheAnswerCancelsTheCall() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());

            client.hangUp();
            rig.handle().clientGone();
            rig.loop().run();

            assertThat(rig.wire().open()).isFalse();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getAttempts()).hasSize(1);
        }
    }

    @Test
    void whoHangsUpWithinAStreamCancelsItAndWhatCameIsKept() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null));

            client.hangUp();
            rig.handle().clientGone();
            rig.loop().run();

            assertThat(rig.wire().open()).isFalse();
            FailureEvent event = rig.lane().only(FailureEvent.class);
            assertThat(event.getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
            assertThat(event.getResponseBody()).contains("Hi");
        }
    }

    @Test
    void whoHangsUpWithAllOfTheAnswerInHandHasSucceededAndItsUsageIsWaitedFor() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", "stop"));

            client.hangUp();
            rig.handle().clientGone();
            rig.wire()
                    .chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(rig.lane().only(SuccessEvent.class).getPromptTokens()).isEqualTo(3);
        }
    }

    @Test
    void theProviderWaitsForASlowClientAndGoesOnWithIt() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            client.stall();
            rig.wire().chunk(CallRig.frame("Hi", null));

            assertThat(rig.wire().read()).isFalse();

            rig.advance(LONGER_THAN_A_CALL);
            client.goOn();
            rig.handle().clientWritable();
            rig.wire()
                    .chunk(CallRig.frame("", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(rig.wire().read()).isTrue();
            assertThat(rig.lane().only(SuccessEvent.class).getFinishReason()).isEqualTo("stop");
        }
    }

    @Test
    void aClientThatReadsNothingMoreIsGivenUp() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream();
            client.stall();
            rig.wire().chunk(CallRig.frame("Hi", null));

            rig.advance(Duration.ofMinutes(20));

            assertThat(client.wasCut()).isTrue();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }
}
