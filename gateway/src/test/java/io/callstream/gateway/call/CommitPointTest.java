package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Until the first byte of an answer has gone out a failure is an answer of its own; afterwards it ends what was begun. */
class CommitPointTest {
    @Test
    void aPlainAnswerThatBreaksOffBecomesAnError() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());
            rig.wire()
                    .send("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"choices\":[")
                    .close();

            assertThat(client.status()).isEqualTo("502");
            assertThat(client.body()).contains("\"code\":\"stream_interrupted\"");
            assertThat(client.reusable()).isTrue();
        }
    }

    @Test
    void aStreamThatBreaksOffEndsWithAnErrorEventAndWithoutDone() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("Hi", null)).close();

            assertThat(client.status()).isEqualTo("200");
            assertThat(client.body())
                    .contains("Hi", "data: {\"error\":")
                    .doesNotContain("[DONE]")
                    .endsWith("0\r\n\r\n");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("STREAM_INTERRUPTED");
        }
    }

    @Test
    void aProviderThatTakesTooLongIsGivenUp() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.plain());

            rig.advance(Duration.ofSeconds(6));

            assertThat(client.status()).isEqualTo("504");
            assertThat(rig.wire().open()).isFalse();
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_TIMEOUT");
        }
    }

    @Test
    void aStreamHasItsTimeFromOneChunkToTheNext() {
        try (CallRig rig = CallRig.withOneDeployment()) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("a", null));
            rig.advance(Duration.ofSeconds(4));
            rig.wire().chunk(CallRig.frame("b", null));
            rig.advance(Duration.ofSeconds(4));

            assertThat(rig.lane().all(FailureEvent.class)).isEmpty();

            rig.advance(Duration.ofSeconds(2));

            assertThat(client.body()).contains("\"code\":\"provider_timeout\"");
            assertThat(rig.lane().only(FailureEvent.class).getErrorCode()).isEqualTo("PROVIDER_TIMEOUT");
        }
    }
}
