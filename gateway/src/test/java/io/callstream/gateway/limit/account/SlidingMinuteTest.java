package io.callstream.gateway.limit.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlidingMinuteTest {
    @Test
    void sixtyGoThroughInAMinuteAndNotOneMore() {
        SlidingMinute minute = new SlidingMinute(100);
        for (int i = 0; i < 60; i++) {
            assertThat(minute.take(1, 60, 100 + i / 10)).isTrue();
        }

        assertThat(minute.take(1, 60, 106)).isFalse();
        assertThat(minute.secondsUntil(1, 60, 106))
                .as("when the first ten have gone")
                .isEqualTo(55);
        assertThat(minute.take(1, 60, 160)).isFalse();
        assertThat(minute.take(10, 60, 161)).isTrue();
        assertThat(minute.take(1, 60, 161)).isFalse();
    }

    @Test
    void whatLiesLongBackIsForgottenHoweverLongNothingCame() {
        SlidingMinute minute = new SlidingMinute(0);
        minute.take(60, 60, 0);

        assertThat(minute.used(100_000)).isZero();
        assertThat(minute.take(60, 60, 100_000)).isTrue();
    }

    @Test
    void whatWasTakenBackCountsNoMore() {
        SlidingMinute minute = new SlidingMinute(0);
        minute.take(100, 100, 5);
        minute.add(-60, 5, 20);

        assertThat(minute.used(20)).isEqualTo(40);
        assertThat(minute.take(60, 100, 20)).isTrue();
        assertThat(minute.used(66)).as("the rest of second 5 has gone").isEqualTo(60);

        minute.add(-60, 5, 70);

        assertThat(minute.used(70)).as("a second long past is not touched").isEqualTo(60);
    }

    @Test
    void whatOthersUsedIsTakenToBeEven() {
        SlidingMinute minute = new SlidingMinute(200);
        minute.spread(30, 200);

        assertThat(minute.used(200)).isEqualTo(30);
        assertThat(minute.used(231)).isEqualTo(15);
        assertThat(minute.used(261)).isZero();
    }

    /** Against the plain way to count: a list of what was let through. */
    @Test
    void noMinuteEverHoldsMoreThanTheLimit() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        SlidingMinute minute = new SlidingMinute(0);
        Deque<Long> millis = new ArrayDeque<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(1_500);
            long before = now - 60_000;
            millis.removeIf(each -> each < before);
            if (minute.take(1, 40, now / 1_000)) {
                millis.add(now);
            }

            assertThat(millis).as("seed %d", seed).hasSizeLessThanOrEqualTo(40);
        }
    }

    /** What is said of a wait is true: one second less would not do. */
    @Test
    void aWaitIsAsLongAsItIsSaidToBe() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            SlidingMinute minute = new SlidingMinute(-500);
            long now = random.nextLong(-400, 400);
            for (int i = 0; i < 20; i++, now += random.nextInt(9)) {
                minute.take(random.nextInt(1, 12), 100, now);
            }
            long amount = random.nextInt(1, 101);

            int wait = minute.secondsUntil(amount, 100, now);

            boolean sooner = wait > 0 && minute.used(now + wait - 1) + amount <= 100;
            assertThat(sooner)
                    .as("%d in less than %d s, seed %d", amount, wait, seed)
                    .isFalse();
            assertThat(minute.used(now + wait) + amount).as("seed %d", seed).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void whatIsMoreThanTheLimitIsWaitedForInVain() {
        assertThat(new SlidingMinute(7).secondsUntil(101, 100, 7)).isEqualTo(SlidingMinute.SPAN);
        assertThat(new SlidingMinute(7).secondsUntil(100, 100, 7)).isZero();
    }

    @Test
    void manyThreadsTakeWhatThereIsAndNothingMore() throws Exception {
        SlidingMinute minute = new SlidingMinute(0);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                awaitQuietly(start);
                for (int i = 0; i < 1_000; i++) {
                    taken.addAndGet(minute.take(1, 1_234, i / 100) ? 1 : 0);
                }
            });
        }
        start.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taken).hasValue(1_234);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
