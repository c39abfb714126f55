package io.callstream.sink.failure;

import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.SinkEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a destination in trouble from an event that it cannot digest, where both get the same answer: an event that fails alone again
 * and again while others pass is refused. A batch that failed several times is taken apart; in an outage, where nothing passes, that
 * costs a few small requests a try. A destination that asks to be left alone is left alone.
 *
 * <p>Thread contract: as that of the sink inside.
 *
 * @param <E> what the sink delivers
 */
public final class IsolatingSink<E extends SinkEvent> implements EventSink<E> {
    /** Failures of a batch before it is taken apart. */
    private static final int DOUBTFUL = 3;
    /** Failures of an event while others passed, after which it is the cause. */
    private static final int CONVINCING = 4;
    /** Single events that are tried to find out whether anything passes. */
    private static final int PROBES = 3;

    private static final int REMEMBERED = 10_000;
    private static final Set<String> BUSY = Set.of("http_429");

    private final EventSink<E> sink;
    private final Map<String, Integer> failures = new Recent<>(REMEMBERED);
    private final Map<String, Integer> doubts = new Recent<>(REMEMBERED);
    private @Nullable E good;

    public IsolatingSink(EventSink<E> sink) {
        this.sink = sink;
    }

    @Override
    public Delivery deliver(List<E> batch) throws InterruptedException {
        Delivery verdict = ask(batch);
        if (!isTrouble(verdict) || failed(batch.get(0)) < DOUBTFUL) {
            return verdict;
        }
        Round round = new Round(batch);
        return round.destinationLives() ? round.verdict(verdict) : verdict;
    }

    private Delivery ask(List<E> batch) throws InterruptedException {
        Delivery verdict;
        try {
            verdict = sink.deliver(batch);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            verdict = DeliveryExceptions.verdict(e);
        }
        if (verdict instanceof Delivery.Delivered) {
            passed(batch);
        }
        return verdict;
    }

    private static boolean isTrouble(Delivery verdict) {
        return verdict instanceof Delivery.RetryAfter later
                && later.delay().isEmpty()
                && !BUSY.contains(later.reason());
    }

    private synchronized int failed(E event) {
        return failures.merge(event.eventId(), 1, Integer::sum);
    }

    private synchronized int doubted(E event) {
        return doubts.merge(event.eventId(), 1, Integer::sum);
    }

    private synchronized void passed(List<E> batch) {
        failures.remove(batch.get(0).eventId());
        batch.stream().filter(sink::sends).findFirst().ifPresent(event -> good = event);
    }

    private synchronized Optional<E> good() {
        return Optional.ofNullable(good);
    }

    private synchronized int start(E event, int size) {
        return Math.floorMod(failures.getOrDefault(event.eventId(), 0) * PROBES, size);
    }

    /** A batch being taken apart. For one thread. */
    private final class Round {
        private final List<E> batch;
        private final Set<String> delivered = new HashSet<>();
        private final Map<String, String> rejected = new HashMap<>();

        Round(List<E> batch) {
            this.batch = batch;
        }

        /** Whether an event passes now: one of the batch, or one that passed before, which destinations take for a repeat. */
        boolean destinationLives() throws InterruptedException {
            Optional<E> known = good();
            if (known.isPresent() && ask(List.of(known.get())) instanceof Delivery.Delivered) {
                return true;
            }
            int start = start(batch.get(0), batch.size());
            for (int probe = 0; batch.size() > 1 && probe < Math.min(PROBES, batch.size()); probe++) {
                E event = batch.get((start + probe) % batch.size());
                if (ask(List.of(event)) instanceof Delivery.Delivered) {
                    delivered.add(event.eventId());
                    if (sink.sends(event)) {
                        return true;
                    }
                }
            }
            return false;
        }

        Delivery verdict(Delivery whole) throws InterruptedException {
            Delivery stopped = see(
                    batch.stream()
                            .filter(event -> !delivered.contains(event.eventId()))
                            .toList(),
                    whole);
            Set<String> retry = new HashSet<>();
            for (E event : batch) {
                if (!delivered.contains(event.eventId()) && !rejected.containsKey(event.eventId())) {
                    retry.add(event.eventId());
                }
            }
            if (retry.isEmpty() && rejected.isEmpty()) {
                return Delivery.delivered();
            }
            return retry.size() == batch.size() ? stopped : new Delivery.Partial(rejected, retry, Optional.empty());
        }

        /** Sends the halves of what failed, down to single events. Ends at a verdict that is about the destination. */
        private Delivery see(List<E> failed, Delivery verdict) throws InterruptedException {
            if (failed.size() == 1) {
                return single(failed.get(0), verdict);
            }
            Delivery last = verdict;
            int middle = failed.size() / 2;
            for (List<E> half : List.of(failed.subList(0, middle), failed.subList(middle, failed.size()))) {
                Delivery answer = half.isEmpty() ? Delivery.delivered() : ask(half);
                if (answer instanceof Delivery.Delivered) {
                    half.forEach(event -> delivered.add(event.eventId()));
                } else if (answer instanceof Delivery.Partial part) {
                    take(half, part);
                } else if (isTrouble(answer) || answer instanceof Delivery.Rejected) {
                    last = see(half, answer);
                } else {
                    return answer; // busy, or held
                }
            }
            return last;
        }

        private void take(List<E> half, Delivery.Partial part) {
            rejected.putAll(part.rejected());
            half.stream()
                    .map(SinkEvent::eventId)
                    .filter(id ->
                            !part.rejected().containsKey(id) && !part.retry().contains(id))
                    .forEach(delivered::add);
        }

        private Delivery single(E event, Delivery verdict) throws InterruptedException {
            if (verdict instanceof Delivery.Rejected refused) {
                rejected.put(event.eventId(), refused.reason());
            } else if (verdict instanceof Delivery.RetryAfter later && doubted(event) >= CONVINCING) {
                // Once more, since others have just passed.
                Delivery again = ask(List.of(event));
                if (again instanceof Delivery.Delivered) {
                    delivered.add(event.eventId());
                } else if (isTrouble(again)) {
                    rejected.put(event.eventId(), "fails alone while others pass: " + later.reason());
                }
            }
            return verdict;
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
