package io.callstream.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.PreCallEvent;
import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of many partitions come to the terminal in the order in which they happened. */
class TimeOrderTest {
    private static final TopicPartition LEFT = new TopicPartition("llm.pre-call", 0);
    private static final TopicPartition RIGHT = new TopicPartition("llm.pre-call", 1);
    private static final int EVENTS = 500;
    private static final long LATER = 1_000_000_000L;

    private final List<Long> shown = new ArrayList<>();
    private long now;

    private final TimeOrder order = new TimeOrder(
            new EventWatcher() {
                @Override
                public void event(CallEvent event) {
                    shown.add(event.eventTime().toEpochMilli());
                }

                @Override
                public void unreadable(String why) {
                    throw new AssertionError(why);
                }
            },
            () -> now);

    @Test
    void nothingGoesOutThatAnUnreadPartitionMayPrecede() {
        order.add(LEFT, at(10));
        order.add(LEFT, at(30));
        order.release(List.of(LEFT, RIGHT));
        assertThat(shown).isEmpty();

        order.add(RIGHT, at(20));
        order.release(List.of(LEFT, RIGHT));

        assertThat(shown).containsExactly(10L, 20L);
    }

    @Test
    void atTheEndAnEventWaitsAMomentForThoseBeforeIt() {
        order.add(LEFT, at(20));
        order.release(List.of());
        assertThat(shown).isEmpty();

        order.add(RIGHT, at(10));
        now += LATER;
        order.release(List.of());

        assertThat(shown).containsExactly(10L, 20L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheSplitAllEventsComeInOrder(long seed) {
        Random random = new Random(seed);
        List<CallEvent> left = new ArrayList<>();
        List<CallEvent> right = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            (random.nextBoolean() ? left : right).add(at(i));
        }

        left.forEach(event -> order.add(LEFT, event));
        order.release(List.of(LEFT, RIGHT));
        right.forEach(event -> order.add(RIGHT, event));
        order.release(List.of(LEFT, RIGHT));
        now += LATER;
        order.release(List.of());

        assertThat(shown).hasSize(EVENTS).isSorted();
    }

    private static CallEvent at(long millis) {
        PreCallEvent event = PreCallEvent.newBuilder(SampleCall.number(1).preCall())
                .setEventTime(Instant.ofEpochMilli(millis))
                .build();
        return CallEvent.of(EventKind.PRE_CALL, event);
    }
}
