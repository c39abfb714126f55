package io.callstream.sink.runtime.erase;

import io.callstream.sink.Delivery;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcome;
import io.callstream.sink.EventSink;
import io.callstream.sink.failure.DeliveryExceptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Has a sink remove what it stored, once nothing more of the subject can be on its way there, and sees to it that what was removed is
 * reported before the erasure counts as done. An erasure never becomes a dead letter: those are kept, and it names the subject.
 */
final class RemovalSink implements EventSink<Erasure> {
    private final EventSink<Erasure> sink;
    private final Removals removals;
    private final RemovalReports reports;
    private final Waiting waiting;

    RemovalSink(EventSink<Erasure> sink, Removals removals, RemovalReports reports, Waiting waiting) {
        this.sink = sink;
        this.removals = removals;
        this.reports = reports;
        this.waiting = waiting;
    }

    /**
     * How long after an erasure was read its removal begins.
     *
     * @param arrivals when each was read
     * @param delay how long after that
     * @param nanoTime as {@link System#nanoTime}
     */
    record Waiting(Arrivals arrivals, Duration delay, LongSupplier nanoTime) {
        Duration left(Erasure erasure) {
            long since = nanoTime.getAsLong() - arrivals.of(erasure, nanoTime.getAsLong());
            return delay.minusNanos(since);
        }
    }

    @Override
    public Delivery deliver(List<Erasure> batch) throws InterruptedException {
        Erasure erasure = batch.get(0); // one at a time, as the plan says
        Duration left = waiting.left(erasure);
        if (left.compareTo(Duration.ZERO) > 0) {
            return Delivery.retryAfter(left, "until every copy knows of the erasure");
        }
        reports.recall(erasure, removals);
        Delivery verdict = removed(erasure);
        if (verdict instanceof Delivery.Rejected rejected) {
            removals.add(
                    erasure,
                    ErasureOutcome.remains("destination", "removals", 0, "the removal failed: " + rejected.reason()));
        } else if (!(verdict instanceof Delivery.Delivered)) {
            return verdict;
        }
        Optional<String> unwritten = reports.report(erasure, removals.of(erasure));
        if (unwritten.isPresent()) {
            return Delivery.retry("the report cannot be written: " + unwritten.get());
        }
        waiting.arrivals().forget(erasure);
        return Delivery.delivered();
    }

    private Delivery removed(Erasure erasure) throws InterruptedException {
        try {
            Delivery verdict = sink.deliver(List.of(erasure));
            return verdict instanceof Delivery.Partial ? Delivery.retry("partial") : verdict;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return DeliveryExceptions.verdict(e);
        }
    }

    @Override
    public void close() {
        sink.close();
        reports.close();
    }
}
