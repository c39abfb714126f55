package io.callstream.sink.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.sink.Delivery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** A loop with bounds reads what they name, ends by itself, and goes on where an earlier one was stopped. */
class BoundedLoopTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @Property(tries = 25)
    void everyEventWithinTheBoundsIsCountedOnceWhateverTheDestinationSays(@ForAll long seed) {
        Random random = new Random(seed);
        try (LoopRig rig =
                LoopRig.bounded(all(Map.of(0, 40L, 1, 40L, 2, 25L)), batch -> LoopRig.anyAnswer(batch, random))) {
            rig.publish(120);

            rig.start();
            rig.join();

            assertThat(rig.loop().complete()).isTrue();
            assertThat(rig.loop().tally().total()).isEqualTo(105);
            assertThat(rig.settled()).isEqualTo(105);
            assertThat(rig.committed(2)).isEqualTo(25);
        }
    }

    @Test
    void aStoppedLoopGoesOnCountingWhereItStood() {
        AtomicInteger delivered = new AtomicInteger();
        try (LoopRig rig = LoopRig.bounded(
                all(Map.of(0, 300L)),
                batch -> delivered.addAndGet(batch.size()) > 0 ? Delivery.delivered() : Delivery.hold("never"))) {
            rig.publish(0, 300);
            rig.start();
            await().atMost(SOON).until(() -> rig.committed(0) > 20);
            rig.loop().close();
            rig.join();
            boolean half = !rig.loop().complete();

            rig.start();
            rig.join();

            assertThat(rig.loop().complete()).isTrue();
            assertThat(rig.loop().tally()).isEqualTo(new Tally(300, 0, 0));
            assertThat(rig.settled()).isEqualTo(300);
            assertThat(CommitNote.read(rig.consumer().stamp(0)).tally()).hasValue(new Tally(300, 0, 0));
            assertThat(half || delivered.get() == 300).isTrue();
        }
    }

    @Test
    void whatIsNotWantedIsPassedAndNotCounted() {
        Bounds every3rd = new Bounds(ranges(Map.of(0, 30L)), record -> record.offset() % 3 == 0, Pace.UNBOUNDED);
        try (LoopRig rig = LoopRig.bounded(every3rd, batch -> Delivery.delivered())) {
            rig.publish(0, 30);
            rig.consumer().expectFrom(0, 30);

            rig.start();
            rig.join();

            assertThat(rig.loop().tally()).isEqualTo(new Tally(10, 0, 0));
            assertThat(rig.committed(0)).isEqualTo(30);
        }
    }

    @Test
    void nothingIsTakenInWhileThePaceSaysNo() {
        AtomicInteger permits = new AtomicInteger(4);
        Bounds paced = new Bounds(ranges(Map.of(0, 12L)), record -> true, new Pace() {
            @Override
            public boolean open() {
                return permits.get() > 0;
            }

            @Override
            public void admitted() {
                permits.decrementAndGet();
            }
        });
        try (LoopRig rig = LoopRig.bounded(paced, batch -> Delivery.delivered())) {
            rig.publish(0, 12);
            rig.start();
            await().atMost(SOON).until(() -> rig.settled() == 4);
            long polls = rig.polls();
            await().atMost(SOON).until(() -> rig.polls() > polls + 10);
            assertThat(rig.settled()).isEqualTo(4);

            permits.set(8);
            rig.join();

            assertThat(rig.settled()).isEqualTo(12);
        }
    }

    @Test
    void eventsThatRetentionTookMeanwhileEndTheRunAndAreNamed() {
        try (LoopRig rig = LoopRig.bounded(all(Map.of(0, 30L)), batch -> Delivery.delivered())) {
            rig.publish(0, 30);
            rig.truncate(0, 7);

            rig.start();
            rig.join();

            assertThat(rig.loop().complete()).isFalse();
            assertThat(rig.loop().failure()).hasValue("events are gone from the topics: llm.success-0: 0 to 6");
        }
    }

    @Test
    void aTopicThatWasMadeAnewEndsTheRun() {
        try (LoopRig rig = LoopRig.bounded(all(Map.of(0, 1_000L)), batch -> Delivery.delivered())) {
            rig.publish(0, 5);
            rig.topics().say(facts());
            rig.start();
            await().atMost(SOON).until(() -> rig.settled() == 5);
            await().atMost(SOON).until(() -> !rig.consumer().stamp(0).isEmpty());

            rig.topics().say(facts());
            rig.join();

            assertThat(rig.loop().failure().orElse("")).contains("llm.success was deleted and made again");
        }
    }

    private static TopicFacts facts() {
        return new TopicFacts(Map.of(CheckedConsumer.TOPIC, Uuid.randomUuid()), Set.of(), Optional.empty());
    }

    private static Bounds all(Map<Integer, Long> ends) {
        return new Bounds(ranges(ends), record -> true, Pace.UNBOUNDED);
    }

    private static Map<TopicPartition, OffsetRange> ranges(Map<Integer, Long> ends) {
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        ends.forEach((partition, end) ->
                ranges.put(new TopicPartition(CheckedConsumer.TOPIC, partition), new OffsetRange(0, end)));
        return ranges;
    }
}
