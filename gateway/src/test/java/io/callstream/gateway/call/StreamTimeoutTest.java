package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams have a time for their first part and one for each next. */
class StreamTimeoutTest {
    private static CallRig rig(String upstream) {
        return new CallRig(CallRig.deployment("one") + "router_settings: {num_retries: 0, stream_timeout: 3}\n"
                + "callstream: {upstream: {" + upstream + "}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connect_timeout: 5s                             | 3000 | 3000",
                "first_token_timeout: 20s                        | 20000| 3000",
                "stream_idle_timeout: 9s                         | 3000 | 9000",
                "first_token_timeout: 1s, stream_idle_timeout: 8s| 1000 | 8000",
            })
    void theFirstPartAndTheNextHaveTimesOfTheirOwn(String upstream, long first, long next) {
        try (CallRig rig = new CallRig(("model_list:\n" + CallRig.item("one", "")).replaceAll(" *timeout: 5\n", "")
                + "router_settings: {num_retries: 0, stream_timeout: 3}\ncallstream: {upstream: {" + upstream
                + "}}\n")) {
            RecordingClient silent = rig.call(CallRig.stream());
            rig.advance(Duration.ofMillis(first - 100));
            assertThat(silent.answers()).isZero();
            rig.advance(Duration.ofMillis(200));
            assertThat(silent.status()).isEqualTo("504");

            RecordingClient slow = rig.call(CallRig.stream());
            rig.wire().beginStream().chunk(CallRig.frame("a", null));
            rig.advance(Duration.ofMillis(next - 100));
            rig.wire().chunk(CallRig.frame("b", null));
            rig.advance(Duration.ofMillis(next - 100));
            assertThat(slow.answers()).isZero();
            rig.advance(Duration.ofMillis(200));
            assertThat(slow.answers()).isEqualTo(1);
            assertThat(rig.lane().all(FailureEvent.class))
                    .extracting(FailureEvent::getErrorCode)
                    .containsExactly("PROVIDER_TIMEOUT", "PROVIDER_TIMEOUT");
        }
    }

    @Test
    void aStreamThatDoesNotBeginIsTriedElsewhere() {
        String yaml = "model_list:\n" + CallRig.item("m", "one", "stream_timeout: 1")
                + CallRig.item("second", "two", "stream_timeout: 4")
                + "router_settings: {num_retries: 0, fallbacks: [{m: [second]}]}\n";
        try (CallRig rig = new CallRig(yaml)) {
            RecordingClient client = rig.call(CallRig.stream());
            rig.advance(Duration.ofMillis(1_100));
            rig.wire()
                    .beginStream()
                    .chunk(CallRig.frame("Hi", "stop"))
                    .chunk("data: [DONE]\n\n")
                    .endChunks();

            assertThat(client.status()).isEqualTo("200");
            assertThat(rig.lane().only(SuccessEvent.class).getAttempts())
                    .extracting(Attempt::getErrorCode)
                    .containsExactly("PROVIDER_TIMEOUT", null);
        }
    }

    @Test
    void theRequestsOwnTimeComesFirst() {
        try (CallRig rig = rig("first_token_timeout: 20s")) {
            RecordingClient client = rig.call("{\"model\":\"m\",\"stream\":true,\"stream_timeout\":2,\"messages\":[]}");
            rig.advance(Duration.ofMillis(2_100));

            assertThat(client.status()).isEqualTo("504");
        }
    }
}
