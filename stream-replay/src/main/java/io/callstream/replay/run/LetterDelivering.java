package io.callstream.replay.run;

import io.callstream.events.EventKind;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.DeadLetterBatches;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.SinkRunnerOptions;
import io.callstream.sink.runtime.consume.Pace;
import io.callstream.sink.runtime.consume.Tally;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers open dead letters, in batches as the sink takes them. A letter that arrives is closed behind, so that a run that was killed goes on
 * with those that are open; one that is refused again stays open.
 */
final class LetterDelivering implements Delivering {
    private static final Logger log = LoggerFactory.getLogger(LetterDelivering.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final ReplayPlan plan;
    private final DeadLetterReplayer replayer;
    private final DeadLetterStore store;
    private final DeadLetterBatches batches;
    private final Pace pace;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<DeadLetterBatches.Ready> batch = new ArrayList<>();
    private long batchBytes;
    private volatile Tally tally = Tally.NONE;
    private volatile String trouble = "";
    private volatile String unknown = "";
    private volatile boolean complete;
    private volatile Optional<String> failure = Optional.empty();

    private LetterDelivering(ReplayPlan plan, SinkRunnerOptions options, Pace pace) {
        this.plan = plan;
        this.replayer = DeadLetterReplayer.open(options, new Unknown(), this::pause);
        this.store = replayer.letters();
        this.batches = replayer.batches(plan.job().text(), new Ends());
        this.pace = pace;
        this.thread = new Thread(this::run, "replay-" + plan.job());
    }

    static LetterDelivering start(ReplayPlan plan, SinkRunnerOptions options, Pace pace) {
        LetterDelivering delivering = new LetterDelivering(plan, options, pace);
        delivering.thread.start();
        return delivering;
    }

    private void run() {
        try (replayer;
                store;
                batches) {
            List<DeadLetter> open = store.open().stream().filter(this::planned).toList();
            tally = new Tally(plan.counts().total() - open.size(), 0, 0);
            for (DeadLetter letter : open) {
                Optional<DeadLetterBatches.Ready> ready = ready(letter);
                if (ready.isPresent()) {
                    take(ready.get());
                }
            }
            deliver();
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

    /** Empty when nothing is to be delivered, which is counted. */
    private Optional<DeadLetterBatches.Ready> ready(DeadLetter letter) throws InterruptedException {
        try {
            Optional<? extends SinkEvent> event = replayer.event(letter);
            if (event.isEmpty()) {
                tally = tally.plus(new Tally(0, 1, 0));
            }
            return event.map(seen -> new DeadLetterBatches.Ready(letter, seen));
        } catch (UnreadableEventException e) {
            tally = tally.plus(new Tally(0, 0, 1));
            return Optional.empty();
        }
    }

    private void take(DeadLetterBatches.Ready ready) throws InterruptedException {
        while (!pace.open()) {
            deliver();
            pause(LOOK_EVERY);
        }
        pace.admitted();
        if (!fits(ready.letter())) {
            deliver();
        }
        batch.add(ready);
        batchBytes += ready.letter().value().length;
    }

    private boolean fits(DeadLetter letter) {
        BatchPolicy policy = batches.policy(letter.sink());
        return batch.isEmpty()
                || batch.get(0).letter().sink().equals(letter.sink())
                        && batch.size() < policy.maxEvents()
                        && batchBytes + letter.value().length <= policy.maxBytes();
    }

    private void deliver() throws InterruptedException {
        if (!batch.isEmpty()) {
            batches.deliver(List.copyOf(batch));
            batch.clear();
            batchBytes = 0;
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (stopping.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the replay is stopping");
        }
    }

    /** It is not known whose events may be sent. */
    private final class Unknown implements Troubles {
        @Override
        public void trouble(Trouble what, String reason) {
            log.warn("replay waits: job={} reason={}", plan.job(), reason);
            unknown = reason;
        }

        @Override
        public void over(Trouble what) {
            log.info("replay goes on: job={}", plan.job());
            unknown = "";
        }
    }

    private final class Ends implements DeadLetterBatches.Listener {
        @Override
        public void delivered(DeadLetter letter) {
            store.close(letter, DeadLetterStore.Fate.REPLAYED);
            tally = tally.plus(new Tally(1, 0, 0));
        }

        @Override
        public void refused(DeadLetter letter) {
            tally = tally.plus(new Tally(0, 0, 1));
        }

        @Override
        public void erased(DeadLetter letter) {
            tally = tally.plus(new Tally(0, 1, 0));
        }

        @Override
        public void waiting(String reason) {
            trouble = reason;
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
        return unknown.isEmpty() ? trouble : unknown;
    }

    @Override
    public void close() {
        stopping.countDown();
        batches.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
