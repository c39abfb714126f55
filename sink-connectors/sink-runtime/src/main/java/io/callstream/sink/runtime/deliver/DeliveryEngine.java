package io.callstream.sink.runtime.deliver;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.sink.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sees batches through to their end: a destination that is away is waited for, a configuration that cannot work holds,
 * and a refused batch is halved until the bad event stands alone, which costs at most two requests a level. Safe for
 * use by several threads, each with its own batch.
 */
public final class DeliveryEngine {
    private final Attempts attempts;
    private final CrashRecord crashes;
    private final ReentrantLock apart = new ReentrantLock();
    private final DeadLetters deadLetters;
    private final Waiting waiting;
    private final EngineEvents events;
    private final Clock clock;

    public DeliveryEngine(Sending sending, DeadLetters deadLetters, Waiting waiting, EngineEvents events, Clock clock) {
        this.attempts = new Attempts(sending, events);
        this.crashes = sending.crashes();
        this.deadLetters = deadLetters;
        this.waiting = waiting;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How to wait.
     *
     * @param backoff how long after a failed try
     * @param pauses how to let that time pass
     * @param gate where held deliveries wait
     * @param erasures whose events may not be sent
     */
    public record Waiting(Backoff backoff, Pauses pauses, HoldGate gate, Erasures erasures) {
        /** Whoever is erased. */
        public Waiting(Backoff backoff, Pauses pauses, HoldGate gate) {
            this(backoff, pauses, gate, Erasures.NONE);
        }
    }

    /**
     * Returns when every event of the batch has come to its end and the settlement has heard of it.
     *
     * @param maxAge events older than this are dropped; zero for none
     * @throws AbandonedException when it was waiting, or was about to, and {@link #letGo} asked to give up
     * @throws InterruptedException when the sink is stopping; what was not settled is delivered again later
     */
    public void deliver(List<PendingEvent> batch, Duration maxAge, DeliveryListener listener)
            throws InterruptedException {
        List<Burial> burials = new ArrayList<>();
        Terms terms = new Terms(maxAge, listener, burials);
        Triage triage = Triage.of(batch, crashes);
        triage.poisoned().forEach(poisoned -> burials.add(quarantined(poisoned)));
        for (List<PendingEvent> group : triage.suspects()) {
            seeApart(group, terms);
        }
        if (!triage.clear().isEmpty()) {
            see(triage.clear(), terms);
        }
        deadLetter(burials, listener);
    }

    /** At the end of a batch, so that a letter that cannot be kept holds up no other event of it. */
    private void deadLetter(List<Burial> burials, DeliveryListener listener) throws InterruptedException {
        if (burials.isEmpty()) {
            return;
        }
        listener.lettersLeft(burials.stream().map(Burial::pendingEvent).toList());
        for (Burial burial : burials) {
            if (waiting.erasures()
                    .await(waiting.pauses())
                    .covers(burial.pendingEvent().owner())) {
                listener.erased(burial.pendingEvent());
                continue;
            }
            deadLetters.deadLetter(burial.pendingEvent(), burial.reason(), burial.attempts());
            listener.deadLettered(burial.pendingEvent());
            if (burial.quarantine()) {
                crashes.over(burial.pendingEvent().original().place());
                events.quarantined();
            }
        }
    }

    /** An event on its way to the dead letters. */
    private record Burial(PendingEvent pendingEvent, String reason, int attempts, boolean quarantine) {}

    private Burial quarantined(PendingEvent poisoned) {
        int deaths = crashes.deaths(poisoned.original().place());
        String reason = "the sink died " + deaths + " times while it delivered this event"
                + (deaths < Triage.DEATHS ? " with others" : "");
        return new Burial(poisoned, reason, deaths, true);
    }

    /** One group at a time, so that a death points at few events. */
    private void seeApart(List<PendingEvent> suspects, Terms terms) throws InterruptedException {
        apart.lockInterruptibly();
        try {
            see(suspects, terms);
        } finally {
            apart.unlock();
        }
        suspects.forEach(pendingEvent -> crashes.over(pendingEvent.original().place()));
    }

    /** What holds for a whole batch, however it is split. */
    private record Terms(Duration maxAge, DeliveryListener listener, List<Burial> burials) {}

    /** Ends deliveries that wait for the destination, until {@link #goOn}; those that are being sent go on. */
    public void letGo() {
        waiting.gate().letGo();
    }

    /** Lets deliveries wait again. */
    public void goOn() {
        waiting.gate().goOn();
    }

    /** Keeps a record that is no event among the dead letters; returns when it is safe there. */
    public void deadLetter(SourceRecord unreadable, String reason) throws InterruptedException {
        deadLetters.deadLetter(unreadable, reason, 0);
    }

    private void see(List<PendingEvent> batch, Terms terms) throws InterruptedException {
        List<PendingEvent> left = batch;
        int tries = 0;
        int failures = 0;
        int holds = 0;
        while (true) {
            ErasedSubjects erased = waiting.erasures().await(waiting.pauses());
            left = fresh(allowed(left, erased, terms), terms);
            if (left.isEmpty()) {
                return;
            }
            long ticket = waiting.gate().ticket();
            Attempts.Answer answer = send(left, erased);
            Delivery verdict = answer.verdict();
            holds = verdict instanceof Delivery.Hold ? holds + 1 : 0;
            tries++;
            failures++;
            if (verdict instanceof Delivery.RetryAfter retry) {
                await(retry.delay(), retry.reason(), answer.cause(), failures);
            } else if (verdict instanceof Delivery.Hold hold) {
                events.held(hold.reason());
                waiting.gate().await(ticket, holds);
            } else if (verdict instanceof Delivery.Partial partial) {
                List<PendingEvent> again = settlePart(left, partial, tries, terms);
                // A destination that takes something is not away: the pauses begin anew.
                failures = again.size() < left.size() ? 1 : failures;
                left = again;
                if (!again.isEmpty()) {
                    await(partial.delay(), "partial", "", failures);
                }
            } else if (verdict instanceof Delivery.Rejected rejected) {
                isolate(left, rejected.reason(), tries, terms);
                return;
            } else {
                events.working();
                left.forEach(terms.listener()::delivered);
                return;
            }
        }
    }

    private Attempts.Answer send(List<PendingEvent> events, ErasedSubjects erased) throws InterruptedException {
        long begun = System.nanoTime();
        Attempts.Answer answer = attempts.attempt(events);
        // Whatever the answer: some may have arrived.
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        waiting.erasures().sent(events.stream().map(PendingEvent::owner).toList(), erased, took);
        return answer;
    }

    /** Whose subject was not erased: asked again before each try, since one may be erased while its events wait. */
    private static List<PendingEvent> allowed(List<PendingEvent> batch, ErasedSubjects erased, Terms terms) {
        if (erased.isEmpty()) {
            return batch;
        }
        List<PendingEvent> allowed = new ArrayList<>(batch.size());
        for (PendingEvent pendingEvent : batch) {
            if (erased.covers(pendingEvent.owner())) {
                terms.listener().erased(pendingEvent);
            } else {
                allowed.add(pendingEvent);
            }
        }
        return allowed;
    }

    /** What is not too old: asked again after each wait, since an outage may last longer than the destination's patience. */
    private List<PendingEvent> fresh(List<PendingEvent> batch, Terms terms) {
        if (terms.maxAge().isZero()) {
            return batch;
        }
        List<PendingEvent> fresh = new ArrayList<>(batch.size());
        for (PendingEvent pendingEvent : batch) {
            if (pendingEvent.event().eventTime().plus(terms.maxAge()).isBefore(clock.instant())) {
                terms.listener().expired(pendingEvent);
            } else {
                fresh.add(pendingEvent);
            }
        }
        return fresh;
    }

    private void isolate(List<PendingEvent> refused, String reason, int attempts, Terms terms)
            throws InterruptedException {
        events.working();
        if (refused.size() == 1) {
            terms.burials().add(new Burial(refused.get(0), reason, attempts, false));
            return;
        }
        int middle = refused.size() / 2;
        see(refused.subList(0, middle), terms);
        see(refused.subList(middle, refused.size()), terms);
    }

    /** @return what has to be sent again */
    private List<PendingEvent> settlePart(
            List<PendingEvent> batch, Delivery.Partial partial, int attempts, Terms terms) {
        List<PendingEvent> again = new ArrayList<>();
        for (PendingEvent pendingEvent : batch) {
            String id = pendingEvent.event().eventId();
            String reason = partial.rejected().get(id);
            if (reason != null) {
                terms.burials().add(new Burial(pendingEvent, reason, attempts, false));
            } else if (partial.retry().contains(id)) {
                again.add(pendingEvent);
            } else {
                terms.listener().delivered(pendingEvent);
            }
        }
        if (again.isEmpty()) {
            events.working();
        }
        return again;
    }

    private void await(Optional<Duration> asked, String reason, String cause, int failures)
            throws InterruptedException {
        events.waiting(reason, cause, failures);
        Backoff backoff = waiting.backoff();
        // What the destination asked for is a lower bound; the little on top keeps its callers apart. It does not grow
        // with the failures, because a rate limit that is always met would then be used less and less.
        waiting.pauses()
                .pause(asked.map(least -> least.plus(backoff.pause(1))).orElseGet(() -> backoff.pause(failures)));
    }
}
