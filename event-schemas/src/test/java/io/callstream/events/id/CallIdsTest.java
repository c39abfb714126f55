package io.callstream.events.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class CallIdsTest {
    @Property
    void anIdIsAUuidOfVersion7ThatHoldsItsTime(@ForAll @LongRange(min = 0, max = (1L << 48) - 1) long millis) {
        UUID id = at(millis).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property(tries = 20)
    void idsOfOneMillisecondDiffer(@ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
        CallIds ids = at(millis);

        assertThat(Stream.generate(ids::next).limit(1_000)).doesNotHaveDuplicates();
    }

    private static CallIds at(long millis) {
        return new CallIds(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC), new Random(millis));
    }
}
