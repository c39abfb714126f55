package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IsoInstantPropertiesTest {
    /** From the year 1600 to 2600: what an event may say. */
    @Property
    void millisecondsAreWrittenAsJavaWritesThem(
            @ForAll @LongRange(min = -11_676_096_000_000L, max = 19_880_899_200_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(IsoInstant.of(instant)).isEqualTo(instant.toString());
    }

    @Property
    void soAreWholeSeconds(@ForAll @LongRange(min = -100_000_000_000L, max = 400_000_000_000L) long seconds) {
        Instant instant = Instant.ofEpochSecond(seconds);
        assertThat(IsoInstant.of(instant)).isEqualTo(instant.toString());
    }

    @Property
    void soAreFinerTimes(@ForAll @LongRange(min = 0, max = 999_999_999) long nanos) {
        Instant instant = Instant.ofEpochSecond(1_795_000_000L, nanos);
        assertThat(IsoInstant.of(instant)).isEqualTo(instant.toString());
    }
}
