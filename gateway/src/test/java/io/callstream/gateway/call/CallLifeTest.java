package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import org.junit.jupiter.api.Test;

/** The life of a call, from its pre-call event to its one end. */
class CallLifeTest {
    @Test
    void anAnswerPassesThroughAndTheConnectionsServeAgain() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient first = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            RecordingClient second = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi again"));

            assertThat(first.body()).isEqualTo(CallRig.answer("Hi"));
            assertThat(second.body()).isEqualTo(CallRig.answer("Hi again"));
            assertThat(first.reusable()).isTrue();
            assertThat(rig.upstream().wires()).hasSize(1);
            assertThat(rig.wire().count()).isEqualTo(2);
            assertThat(rig.lane().all(SuccessEvent.class)).hasSize(2);
        }
    }

    @Test
    void thePreCallIsWrittenBeforeTheProviderHearsOfTheCall() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.lane().durableLater();
            RecordingClient client = rig.call(CallRig.plain());

            assertThat(rig.lane().told()).hasSize(1);
            assertThat(rig.upstream().wires()).isEmpty();

            rig.lane().becomeDurable();
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(client.status()).isEqualTo("200");
        }
    }

    @Test
    void aCallThatIsNotRecordedInTimeIsRefused() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            rig.lane().durableLater();
            RecordingClient client = rig.call(CallRig.plain());

            rig.advance(java.time.Duration.ofSeconds(6));
            rig.lane().becomeDurable();
            rig.loop().run();

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.upstream().wires()).isEmpty();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("NOT_RECORDED");
        }
    }

    @Test
    void anEndedCallHearsOfNothingMore() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire().answer(200, CallRig.answer("Hi"));
            String received = client.received();

            rig.handle().clientGone();
            rig.handle().abandon();
            rig.handle().clientWritable();
            rig.wire().close();

            assertThat(client.received()).isEqualTo(received);
            assertThat(rig.lane().told()).extracting("kind").containsExactly(EventKind.PRE_CALL, EventKind.SUCCESS);
        }
    }

    @Test
    void aGatewayThatStopsEndsItsCalls() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());

            rig.handle().abandon();
            rig.loop().run();

            assertThat(client.status()).isEqualTo("503");
            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("SHUTTING_DOWN");
        }
    }
}
