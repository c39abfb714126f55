package io.callstream.sink.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places<String> places = new Places<>(2, 2);

    @Test
    void whoComesWhenAllAreTakenWaitsAndGetsThePlaceThatIsLeftNext() {
        assertThat(places.take("first")).isTrue();
        assertThat(places.take("second")).isTrue();
        assertThat(places.free()).isFalse();
        assertThat(places.take("third")).isFalse();
        assertThat(places.take("fourth")).isFalse();
        assertThat(places.open()).isFalse();

        assertThat(places.leave()).isEqualTo("third");

        assertThat(places.open()).isTrue();
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.leave()).isEqualTo("fourth");
        assertThat(places.leave()).isNull();
        assertThat(places.free()).isTrue();
    }

    @Test
    void whoIsSentAwayGetsNoPlace() throws Exception {
        places.take("first");
        places.take("second");
        places.take("third");
        places.take("fourth");

        assertThat(places.sendAway()).containsExactly("third", "fourth");

        assertThat(places.leave()).isNull();
        assertThat(places.leave()).isNull();
        places.awaitEmpty(Duration.ofDays(1));
        assertThat(places.taken()).isZero();
    }
}
