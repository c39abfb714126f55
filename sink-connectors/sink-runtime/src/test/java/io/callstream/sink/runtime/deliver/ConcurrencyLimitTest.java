package io.callstream.sink.runtime.deliver;

import static io.callstream.sink.runtime.deliver.ConcurrencyLimit.Sign.NEITHER;
import static io.callstream.sink.runtime.deliver.ConcurrencyLimit.Sign.OVERLOADED;
import static io.callstream.sink.runtime.deliver.ConcurrencyLimit.Sign.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    @Property(tries = 200)
    void theLimitStaysWithinItsBoundsAndNoMoreAreUnderWay(
            @ForAll @IntRange(min = 1, max = 16) int most, @ForAll List<@IntRange(max = 4) Integer> steps)
            throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(most);
        List<ConcurrencyLimit.Turn> underWay = new ArrayList<>();
        for (int step : steps) {
            if (step >= 3 && underWay.size() < limit.now()) {
                underWay.add(limit.begin());
            } else if (step < 3 && !underWay.isEmpty()) {
                underWay.remove(0).end(ConcurrencyLimit.Sign.values()[step]);
            }
            assertThat(limit.now()).isBetween(1, most);
        }
    }

    @Test
    void anOverloadHalvesItOnceForAllThatWereUnderWay() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(8);
        List<ConcurrencyLimit.Turn> underWay = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            underWay.add(limit.begin());
        }

        for (ConcurrencyLimit.Turn turn : underWay) {
            turn.end(OVERLOADED);
        }

        assertThat(limit.now()).isEqualTo(4);
    }

    @Test
    void anOutageLeavesOneProbeAndTheWayBackIsOneAtARound() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(8);
        for (int i = 0; i < 20; i++) {
            limit.begin().end(OVERLOADED);
        }
        assertThat(limit.now()).isEqualTo(1);

        List<Integer> limits = new ArrayList<>();
        for (int i = 0; i < 1 + 2 + 3 + 4 + 5 + 6 + 7; i++) {
            limit.begin().end(TAKEN);
            limits.add(limit.now());
        }

        assertThat(limits).startsWith(2, 2, 3, 3, 3, 4).endsWith(7, 8);
    }

    @Test
    void whatSaysNothingChangesNothing() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(4);
        limit.begin().end(OVERLOADED);

        limit.begin().end(NEITHER);

        assertThat(limit.now()).isEqualTo(2);
    }

    @Test
    void whoIsBeyondTheLimitWaitsForATurn() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1);
        ConcurrencyLimit.Turn first = limit.begin();
        CountDownLatch second = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                limit.begin().end(TAKEN);
                second.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(second.getCount()).isEqualTo(1);

        first.end(TAKEN);

        second.await();
        waiting.join();
    }
}
