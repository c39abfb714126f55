package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Refusals that no event tells of: the client is answered all the same, and nothing stays taken. */
class UnrecordedRefusalsTest {
    /** What the rig records of callers without a key. */
    private static final int IN_A_SECOND = 100;

    private static final int IN_A_DAY = 1 << 20;
    private static final String KEYS = CallRig.deployment("one")
            + "callstream: {auth: {keys: [{key: sk-one, max_parallel_requests: 1, rpm_limit: 9}]}}\n";

    private static int recorded(CallRig rig) {
        return rig.lane().all(FailureEvent.class).size();
    }

    @Test
    void ofThoseWithoutAKeySoManyAreRecordedInASecond() {
        try (CallRig rig = new CallRig(KEYS)) {
            for (int i = 0; i < IN_A_SECOND + 5; i++) {
                RecordingClient client = rig.call(CallRig.plain());
                assertThat(client.status()).isEqualTo("401");
                assertThat(client.reusable()).isTrue();
            }
            assertThat(recorded(rig)).isEqualTo(IN_A_SECOND);
            assertThat(rig.lane().told()).hasSize(2 * IN_A_SECOND);

            rig.advance(Duration.ofSeconds(1));
            rig.call(CallRig.plain());

            assertThat(recorded(rig)).isEqualTo(IN_A_SECOND + 1);
        }
    }

    /** Two events, each of half a thousand bytes and what the caller chose. */
    @Test
    void whoeverChoosesLongNamesIsRecordedTheLessOften() {
        HttpHeaders headers = new DefaultHttpHeaders().set("user-agent", "x".repeat(100_000));
        try (CallRig rig = new CallRig(KEYS)) {
            for (int i = 0; i < 10; i++) {
                rig.call(CallRig.plain(), headers);
            }

            assertThat(recorded(rig)).isEqualTo(IN_A_DAY / (2 * (100_000 + 512)));
        }
    }

    @Test
    void whoHasAKeyIsAlwaysRecorded() {
        HttpHeaders key = new DefaultHttpHeaders().set("authorization", "Bearer sk-one");
        try (CallRig rig = new CallRig(KEYS)) {
            for (int i = 0; i < IN_A_SECOND + 5; i++) {
                rig.call("{\"model\":\"unknown\",\"messages\":[]}", key);
            }

            assertThat(recorded(rig)).isEqualTo(IN_A_SECOND + 5);
        }
    }

    @Test
    void whereThereIsNoRoomToRecordACallItIsRefusedAndNothingIsTold() {
        HttpHeaders key = new DefaultHttpHeaders().set("authorization", "Bearer sk-one");
        try (CallRig rig = new CallRig(KEYS)) {
            rig.lane().full(true);
            RecordingClient client = rig.call(CallRig.plain(), key);

            assertThat(client.status()).isEqualTo("503");
            assertThat(client.body()).contains("spool is full");
            assertThat(client.received()).contains("retry-after: 1\r\n");
            assertThat(client.answers()).isEqualTo(1);
            assertThat(rig.lane().told()).isEmpty();

            rig.lane().full(false);
            RecordingClient next = rig.call(CallRig.plain(), key);
            rig.wire().answer(200, CallRig.answer("Hi"));

            assertThat(next.status()).isEqualTo("200");
        }
    }
}
