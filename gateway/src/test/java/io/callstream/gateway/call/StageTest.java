package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stages that decide at once, late, never, or after the client has left. */
class StageTest {
    /** Decides when the test says so. */
    private static final class LateStage implements Stage {
        private Promise<Step> decision;

        @Override
        public String name() {
            return "late";
        }

        @Override
        public Step run(PendingCall call) {
            decision = call.executor().newPromise();
            return new Step.Later(decision);
        }
    }

    private final LateStage late = new LateStage();

    private static Stage always(Step step) {
        return new Stage() {
            @Override
            public String name() {
                return "always";
            }

            @Override
            public Step run(PendingCall call) {
                return step;
            }
        };
    }

    private static CallRig rig(Stage... stages) {
        return new CallRig(CallRig.deployment("one"), TestDialects::target, stages);
    }

    @Test
    void aStageThatContinuesChangesNothing() {
        try (CallRig rig = rig(always(Step.CONTINUE), always(new Step.Continue()))) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.body()).isEqualTo(CallRig.answer("Hi"));
        }
    }

    @Test
    void aStageMayRefuse() {
        Step step = new Step.Reject(new CallError(GatewayError.INVALID_REQUEST, "not on a Sunday"));
        try (CallRig rig = rig(always(step))) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("400");
            assertThat(client.body()).contains("not on a Sunday");
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().told()).extracting("kind").containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
        }
    }

    @Test
    void aStageMayAnswer() {
        byte[] body = CallRig.answer("from the shelf").getBytes(StandardCharsets.UTF_8);
        try (CallRig rig = rig(always(new Step.Reply(new StoredResponse(200, "application/json", body))))) {
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.body()).isEqualTo(CallRig.answer("from the shelf"));
            assertThat(client.reusable()).isTrue();
            assertThat(rig.upstream().wires()).isEmpty();
            SuccessEvent event = rig.lane().only(SuccessEvent.class);
            assertThat(event.getAttempts()).isEmpty();
            assertThat(event.getResponseBody()).isEqualTo(client.body());
            assertThat(event.getTotalTokens()).isEqualTo(2);
        }
    }

    @Test
    void aCallWaitsForAStageThatIsLateAndIsRecordedOnlyThen() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.advance(Duration.ofSeconds(3));

            assertThat(client.received()).isEmpty();
            assertThat(rig.lane().told()).isEmpty();

            late.decision.setSuccess(Step.CONTINUE);
            rig.loop().run();

            assertThat(rig.lane().all(PreCallEvent.class)).hasSize(1);

            rig.wire().answer(200, CallRig.answer("Hi"));
            rig.advance(Duration.ofSeconds(10));

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.answers()).isEqualTo(1);
        }
    }

    @Test
    void theConnectionOfACallThatWaitedStillReachesIt() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());
            late.decision.setSuccess(Step.CONTINUE);
            rig.loop().run();

            client.hangUp();
            rig.handle().clientGone();
            rig.loop().run();

            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    @Test
    void aStageThatNeverDecidesIsGivenUpAndCancelled() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());

            rig.advance(Duration.ofSeconds(6));

            assertThat(client.status()).isEqualTo("504");
            assertThat(client.body()).contains("'late'");
            assertThat(late.decision.isCancelled()).isTrue();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STAGE_TIMEOUT");
        }
    }

    @Test
    void aStageThatFailsFailsTheCall() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());

            late.decision.setFailure(new IllegalStateException("secret reason"));
            rig.loop().run();

            assertThat(client.status()).isEqualTo("500");
            assertThat(client.body()).doesNotContain("secret reason");
        }
    }

    @Test
    void whoHangsUpWhileAStageIsBusyCancelsIt() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());

            client.hangUp();
            rig.handle().clientGone();
            rig.advance(Duration.ofSeconds(6));

            assertThat(late.decision.isCancelled()).isTrue();
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("CLIENT_DISCONNECTED");
        }
    }

    /** A promise of somebody else may not be cancelled: its decision is ignored. */
    @Test
    void aDecisionThatComesAfterTheEndIsIgnored() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());
            late.decision.setUncancellable();

            client.hangUp();
            rig.handle().clientGone();
            late.decision.setSuccess(Step.CONTINUE);
            rig.loop().run();

            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().told()).extracting("kind").containsExactly(EventKind.PRE_CALL, EventKind.FAILURE);
        }
    }

    @Test
    void aGatewayThatStopsDoesNotWaitForAStage() {
        try (CallRig rig = rig(late)) {
            RecordingClient client = rig.call(CallRig.plain());

            rig.handle().abandon();

            assertThat(client.status()).isEqualTo("503");
            assertThat(late.decision.isCancelled()).isTrue();
        }
    }
}
