package io.callstream.replay.run;

import io.callstream.events.EventKind;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.consume.Pace;
import io.callstream.sink.runtime.consume.Tally;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.Causes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers open dead letters, one at a time. A letter that arrives is closed behind, so that a run that was killed goes on with those
 * that are open; one that is refused again stays open.
 */
final class LetterDelivering implements Delivering {
    private static final Logger log = LoggerFactory.getLogger(LetterDelivering.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration HELD = Duration.ofSeconds(30);

    private final ReplayPlan plan;
    private final DeadLetterReplayer delivery;
    private final Pace pace;
    private final Backoff backoff;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Tally tally = Tally.NONE;
    private volatile String trouble = "";
    private volatile boolean complete;
    private volatile Optional<String> failure = Optional.empty();

    private LetterDelivering(ReplayPlan plan, DeadLetterReplayer delivery, Pace pace, Backoff backoff) {
        this.plan = plan;
        this.delivery = delivery;
        this.pace = pace;
        this.backoff = backoff;
        this.thread = new Thread(this::run, "replay-" + plan.job());
    }

    /** @param delivery closed with this */
    static LetterDelivering start(ReplayPlan plan, DeadLetterReplayer delivery, Pace pace, Backoff backoff) {
        LetterDelivering delivering = new LetterDelivering(plan, delivery, pace, backoff);
        delivering.thread.start();
        return delivering;
    }

    private void run() {
        try (delivery;
                DeadLetterStore box = delivery.letters()) {
            List<DeadLetter> open = box.open().stream().filter(this::planned).toList();
            tally = new Tally(plan.counts().total() - open.size(), 0, 0);
            for (DeadLetter letter : open) {
                end(letter, box);
            }
            complete = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("replay of dead letters stopped: job={} error={}", plan.job(), Causes.place(e));
            failure = Optional.of(Causes.of(e));
        }
    }

    private boolean planned(DeadLetter letter) {
        return plan.ranges().stream()
                        .anyMatch(range -> letter.number() >= range.begin() && letter.number() < range.end())
                && plan.counts().kinds().keySet().stream()
                        .anyMatch(kind -> EventKind.ofWord(kind)
                                .topic()
                                .equals(letter.place().topic()))
                && plan.filter().sample().includes(letter.key());
    }

    private void end(DeadLetter letter, DeadLetterStore box) throws InterruptedException {
        Optional<? extends SinkEvent> event;
        try {
            event = delivery.event(letter);
        } catch (UnreadableEventException e) {
            tally = tally.plus(new Tally(0, 0, 1));
            return;
        }
        if (event.isEmpty()) {
            tally = tally.plus(new Tally(0, 1, 0));
        } else if (arrives(letter, event.get())) {
            box.close(letter, DeadLetterStore.Fate.REPLAYED);
            tally = tally.plus(new Tally(1, 0, 0));
        } else {
            tally = tally.plus(new Tally(0, 0, 1));
        }
    }

    /** A destination that is away is waited for, and one that takes nothing until somebody changes something is asked now and then. */
    private boolean arrives(DeadLetter letter, SinkEvent event) throws InterruptedException {
        while (!pace.open()) {
            pause(LOOK_EVERY);
        }
        pace.admitted();
        for (int tries = 1; ; tries++) {
            Delivery answer = delivery.deliver(letter, event);
            if (answer instanceof Delivery.RetryAfter later) {
                trouble = later.reason() + ", " + tries + " tries failed";
                pause(later.delay().orElse(backoff.pause(tries)));
            } else if (answer instanceof Delivery.Hold hold) {
                trouble = hold.reason();
                pause(HELD);
            } else {
                trouble = "";
                return answer instanceof Delivery.Delivered;
            }
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (stopping.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the replay is stopping");
        }
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public long total() {
        return plan.counts().total();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
