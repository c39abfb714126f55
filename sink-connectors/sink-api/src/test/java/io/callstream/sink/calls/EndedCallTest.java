package io.callstream.sink.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndedCallTest {
    private final SampleCall sample = SampleCall.number(1);

    @Test
    void numbersComeInTheUnitsThatPeopleRead() {
        SuccessEvent event = sample.success();
        EndedCall call = EndedCall.of(new CallEvent.Success(event));

        assertThat(call.failed()).isFalse();
        assertThat(call.seconds("ttft_us")).contains(0.31);
        assertThat(call.dollars("cost_nano_usd")).contains(event.getCostNanoUsd() / 1e9);
        assertThat(call.start()).isEqualTo(event.getStartedAt());
        assertThat(call.end()).isEqualTo(event.getStartedAt().plusNanos(812_345_000));
    }

    @Test
    void onlyStreamsHaveAFirstToken() {
        assertThat(EndedCall.of(new CallEvent.Success(sample.success())).firstToken())
                .contains(0.31);
        assertThat(EndedCall.of(new CallEvent.Success(SampleCall.number(2).success()))
                        .firstToken())
                .isEmpty();
    }

    @Test
    void whatWasSaidIsJson() {
        EndedCall call = EndedCall.of(new CallEvent.Success(sample.success()));

        assertThat(call.input().path(0).path("role").isTextual()).isTrue();
        assertThat(call.choices().path(0).path("message").path("content").isTextual())
                .isTrue();
        assertThat(call.said("feature")).contains("greeting");
    }

    @Test
    void whatIsNotKnownIsEmpty() {
        FailureEvent event = sample.lost();
        event.setRequestBody(null);
        event.setMetadata(Map.of("feature", ""));
        EndedCall call = EndedCall.of(new CallEvent.Failure(event));

        assertThat(call.failed()).isTrue();
        assertThat(call.duration()).isEqualTo(Duration.ZERO);
        assertThat(call.input().isMissingNode()).isTrue();
        assertThat(call.choices().isMissingNode()).isTrue();
        assertThat(call.seconds("duration_us")).isEmpty();
        assertThat(call.said("feature")).isEmpty();
        assertThat(call.text("session_id", "trace_id")).isPresent();
        assertThat(call.text("response_id")).isEmpty();
    }
}
