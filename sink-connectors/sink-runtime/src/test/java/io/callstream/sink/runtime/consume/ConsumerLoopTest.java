package io.callstream.sink.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.sink.Delivery;
import io.callstream.sink.runtime.deliver.HoldGate;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The polling thread against a consumer that checks every commit: nothing that has not come to its end is passed. */
class ConsumerLoopTest {
    private static final Duration SOON = Duration.ofSeconds(90);

    @Property(tries = 40)
    void noCommitPassesAnEventThatHasNotArrived(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int concurrency) {
        Random random = new Random(seed);
        try (LoopRig rig = new LoopRig(concurrency, batch -> LoopRig.anyAnswer(batch, random))) {
            rig.assign(0, 1, 2);
            rig.publish(120);
            await().pollInterval(Duration.ofMillis(2)).atMost(SOON).until(() -> rig.settled() == 120);
        }
    }

    @Property(tries = 15)
    void partitionsThatComeAndGoLoseNothing(@ForAll long seed) {
        Random random = new Random(seed);
        try (LoopRig rig = new LoopRig(2, batch -> LoopRig.anyAnswer(batch, random))) {
            rig.assign(0, 1, 2);
            rig.publish(60);
            rig.assign(1);
            rig.assign(0, 1);
            rig.assign(0, 1, 2);
            await().pollInterval(Duration.ofMillis(2)).atMost(SOON).until(() -> rig.settled() == 60);
        }
    }

    @Test
    void theLastCommitSaysAllThatWasDelivered() {
        LoopRig rig = new LoopRig(1, batch -> Delivery.delivered());
        rig.assign(0);
        rig.publish(0, 30);
        await().atMost(SOON).until(() -> rig.settled() == 30);

        rig.close();

        assertThat(rig.committed(0)).isEqualTo(30);
    }

    @Test
    void lostPartitionsAreNotCommitted() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (LoopRig rig = new LoopRig(1, batch -> {
            hang(release);
            return Delivery.delivered();
        })) {
            rig.assign(0);
            rig.publish(0, 5);
            await().atMost(SOON).until(() -> rig.load().batchesInFlight() == 1);

            rig.lose(0);
            release.countDown();
            await().atMost(SOON).until(() -> rig.load().batchesInFlight() == 0);

            assertThat(rig.committed(0)).isZero();
        }
    }

    @Test
    void aSlowDestinationStopsFetchingAndNotPolling() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (LoopRig rig = new LoopRig(1, batch -> {
            hang(release);
            return Delivery.delivered();
        })) {
            rig.assign(0);
            rig.publish(0, 200);
            await().atMost(SOON).until(rig::paused);
            long polls = rig.polls();
            await().atMost(SOON).until(() -> rig.polls() > polls + 10);

            release.countDown();

            await().atMost(SOON).until(() -> rig.settled() == 200 && !rig.paused());
        }
    }

    @Test
    void whileEverythingIsPausedTheEndOfADeliveryIsWaitedForAndNoRecord() {
        try (LoopRig rig = new LoopRig(1, batch -> Delivery.delivered())) {
            rig.assign(0);
            rig.publish(0, 2_000);
            await().atMost(SOON).until(() -> rig.settled() == 2_000);

            assertThat(rig.consumer().pollsInVain()).isZero();
        }
    }

    @Test
    void aHeldSinkHandsPartitionsOverWithoutWaitingAndKeepsTheOthers() throws Exception {
        AtomicBoolean revoked = new AtomicBoolean(true);
        HoldGate never = new HoldGate(Duration.ofDays(1), Duration.ofDays(1));
        try (LoopRig rig =
                new LoopRig(1, never, batch -> revoked.get() ? Delivery.hold("key revoked") : Delivery.delivered())) {
            rig.assign(0, 1, 2);
            rig.publish(30);
            await().atMost(SOON).until(() -> rig.holds() == 1);

            revoked.set(false);
            rig.assign(1);

            await().atMost(SOON).until(() -> rig.committed(1) == 10);
            assertThat(rig.settled()).isEqualTo(10);
            assertThat(rig.committed(0) + rig.committed(2)).isZero();
            rig.assign(0, 1, 2);
            await().atMost(SOON).until(() -> rig.settled() == 30);
        }
    }

    @Test
    void lagIsWhatHasNotComeToItsEnd() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (LoopRig rig = new LoopRig(1, batch -> {
            hang(release);
            return Delivery.delivered();
        })) {
            rig.assign(0);
            rig.publish(0, 7);
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(rig.load().lag()).isEqualTo(7);
                assertThat(rig.load().oldest()).isPresent();
                assertThat(rig.load().bytes()).isPositive();
            });

            release.countDown();

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(rig.load().lag()).isZero();
                assertThat(rig.load().oldest()).isEmpty();
                assertThat(rig.load().bytes()).isZero();
            });
        }
    }

    @Test
    void aDeliveryThatDiesEndsTheLoopInsteadOfStallingItsPartition() {
        LoopRig rig = new LoopRig(1, batch -> {
            throw new OutOfMemoryError("for the test");
        });
        rig.assign(0);
        rig.publish(0, 3);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(rig.failures()).containsExactly("a delivery ended with java.lang.OutOfMemoryError"));
        assertThat(rig.committed(0)).isZero();
        rig.close();
    }

    @Test
    void eventsThatAreGoneStopTheLoopAndAreNamed() {
        LoopRig rig = new LoopRig(1, batch -> Delivery.delivered());
        rig.assign(0);
        rig.publish(0, 3);
        await().atMost(SOON).until(() -> rig.settled() == 3);

        rig.truncate(0, 500);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(rig.failures())
                        .singleElement()
                        .satisfies(failure -> assertThat(failure)
                                .contains("llm.success-0: 3 to 499")
                                .contains("callstream.sinks.test.on_gap: continue")));
        rig.close();
    }

    @Test
    void aGapNamesWhatIsMissing() {
        TopicPartition partition = new TopicPartition("llm.success", 3);

        Gap gap = new Gap(Map.of(partition, 120L), Map.of(partition, 500L));

        assertThat(gap.report()).isEqualTo("llm.success-3: 120 to 499");
        assertThat(gap.records()).isEqualTo(380);
    }

    private static void hang(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
