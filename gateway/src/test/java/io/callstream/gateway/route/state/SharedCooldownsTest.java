package io.callstream.gateway.route.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.table.MemoryTables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one gateway has seen of a deployment, another one goes by. */
class SharedCooldownsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Duration TEN = Duration.ofSeconds(10);

    private final MemoryTables tables = new MemoryTables();
    private final AtomicLong nanos = new AtomicLong(1);
    private final DeploymentStates here = new DeploymentStates(nanos::get, made -> {});
    private final DeploymentStates there = new DeploymentStates(() -> nanos.get() + 77, made -> {});

    @Test
    void anotherGatewayLeavesItAloneForAsLong() {
        here.of("d");
        there.of("d");
        SharedCooldowns.open(tables, here, CLOCK);
        SharedCooldowns.open(tables.another(), there, CLOCK);

        here.leaveAlone(here.of("d"), TEN);

        assertThat(there.of("d").aloneNanos()).isEqualTo(TEN.toNanos());
        nanos.addAndGet(TEN.toNanos());
        assertThat(there.of("d").aloneNanos()).isZero();
    }

    @Test
    void oneThatStartsLaterHearsOfWhatIsStillLeftAlone() {
        here.of("d");
        SharedCooldowns.open(tables, here, CLOCK);
        here.leaveAlone(here.of("d"), TEN);

        there.of("d");
        SharedCooldowns.open(tables.another(), there, Clock.offset(CLOCK, Duration.ofSeconds(4)));

        assertThat(there.of("d").aloneNanos()).isEqualTo(Duration.ofSeconds(6).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "0", "-1", "9223372036854775807", "99999999999999999999"})
    void whatCannotBeReadOrIsOverOrTooLongSaysNothing(String value) {
        there.of("d");
        SharedCooldowns.open(tables, there, CLOCK);

        tables.another().passing(TopicCatalogue.cooldown()).put("d", value.getBytes(StandardCharsets.US_ASCII));

        assertThat(there.of("d").aloneNanos()).isLessThanOrEqualTo(0);
    }

    @Test
    void aDeploymentThatThisGatewayDoesNotHaveIsNothingToIt() {
        SharedCooldowns.open(tables, there, CLOCK);
        here.of("other");
        SharedCooldowns.open(tables.another(), here, CLOCK);

        here.leaveAlone(here.of("other"), TEN);

        assertThat(there.known("other")).isNull();
    }
}
