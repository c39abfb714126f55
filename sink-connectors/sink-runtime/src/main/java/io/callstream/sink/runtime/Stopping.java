package io.callstream.sink.runtime;

import io.callstream.sink.runtime.deliver.Pauses;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of an account: whoever waits for a destination or for Kafka hears of it. Thread-safe. */
final class Stopping implements Pauses {
    private final CountDownLatch latch = new CountDownLatch(1);

    void begin() {
        latch.countDown();
    }

    boolean begun() {
        return latch.getCount() == 0;
    }

    /** @return whether it began before the time was up */
    boolean await(Duration patience) throws InterruptedException {
        return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (await(duration)) {
            throw new InterruptedException("the sink is stopping");
        }
    }
}
