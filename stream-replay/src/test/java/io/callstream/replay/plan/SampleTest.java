package io.callstream.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void aTenthOfTheCallsIsAboutATenth() {
        List<SampleCall> calls = SampleCall.first(5_000);

        long chosen = calls.stream()
                .filter(call -> new Sample(0.1).includes(key(call)))
                .count();

        assertThat(chosen).isBetween(400L, 600L);
    }

    @Property(tries = 100)
    void aLargerShareHoldsEverySmallerOne(
            @ForAll @DoubleRange(min = 0.01, max = 1) double one,
            @ForAll @DoubleRange(min = 0.01, max = 1) double other) {
        Sample small = new Sample(Math.min(one, other));
        Sample large = new Sample(Math.max(one, other));

        assertThat(SampleCall.first(50))
                .filteredOn(call -> small.includes(key(call)))
                .allMatch(call -> large.includes(key(call)));
    }

    @Test
    void sharesAreReadAsPeopleWriteThem() {
        assertThat(Sample.parse("10%")).isEqualTo(new Sample(0.1));
        assertThat(Sample.parse("0.25")).isEqualTo(new Sample(0.25));
        assertThat(Sample.parse("1")).isEqualTo(Sample.ALL);
        assertThatThrownBy(() -> Sample.parse("0")).hasMessageContaining("--sample 0.0");
        assertThatThrownBy(() -> Sample.parse("NaN")).hasMessageContaining("--sample NaN");
        assertThatThrownBy(() -> Sample.parse("some")).hasMessageContaining("--sample some");
    }

    private static byte[] key(SampleCall call) {
        return call.callId().getBytes(StandardCharsets.UTF_8);
    }
}
