package io.callstream.sink.runtime.deliver;

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
     */
    public record Waiting(Backoff backoff, Pauses pauses, HoldGate gate) {}

    /**
     * Returns when every event of the batch has come to its end and the settlement has heard of it.
     *
     * @param maxAge events older than this are dropped; zero for none
     * @throws LetGoException when it was waiting, or was about to, and {@link #letGo} asked to give up
     * @throws InterruptedException when the sink is stopping; what was not settled is delivered again later
     */
    public void deliver(List<Parcel> batch, Duration maxAge, Settlement settlement) throws InterruptedException {
        List<Burial> burials = new ArrayList<>();
        Terms terms = new Terms(maxAge, settlement, burials);
        Triage triage = Triage.of(batch, crashes);
        triage.condemned().forEach(condemned -> burials.add(quarantined(condemned)));
        for (List<Parcel> group : triage.suspects()) {
            seeApart(group, terms);
        }
        if (!triage.clear().isEmpty()) {
            see(triage.clear(), terms);
        }
        bury(burials, settlement);
    }

    /** At the end of a batch, so that a letter that cannot be kept holds up no other event of it. */
    private void bury(List<Burial> burials, Settlement settlement) throws InterruptedException {
        if (burials.isEmpty()) {
            return;
        }
        settlement.lettersLeft(burials.stream().map(Burial::parcel).toList());
        for (Burial burial : burials) {
            deadLetters.bury(burial.parcel(), burial.reason(), burial.attempts());
            settlement.buried(burial.parcel());
            if (burial.quarantine()) {
                crashes.over(burial.parcel().original().place());
                events.quarantined();
            }
        }
    }

    /** An event on its way to the dead letters. */
    private record Burial(Parcel parcel, String reason, int attempts, boolean quarantine) {}

    private Burial quarantined(Parcel condemned) {
        int deaths = crashes.deaths(condemned.original().place());
        String reason = "the sink died " + deaths + " times while it delivered this event"
                + (deaths < Triage.DEATHS ? " with others" : "");
        return new Burial(condemned, reason, deaths, true);
    }

    /** One group at a time, so that a death points at few events. */
    private void seeApart(List<Parcel> suspects, Terms terms) throws InterruptedException {
        apart.lockInterruptibly();
        try {
            see(suspects, terms);
        } finally {
            apart.unlock();
        }
        suspects.forEach(parcel -> crashes.over(parcel.original().place()));
    }

    /** What holds for a whole batch, however it is split. */
    private record Terms(Duration maxAge, Settlement settlement, List<Burial> burials) {}

    /** Ends deliveries that wait for the destination, until {@link #goOn}; those that are being sent go on. */
    public void letGo() {
        waiting.gate().letGo();
    }

    /** Lets deliveries wait again. */
    public void goOn() {
        waiting.gate().goOn();
    }

    /** Keeps a record that is no event among the dead letters; returns when it is safe there. */
    public void bury(Original unreadable, String reason) throws InterruptedException {
        deadLetters.bury(unreadable, reason, 0);
    }

    private void see(List<Parcel> batch, Terms terms) throws InterruptedException {
        List<Parcel> left = fresh(batch, terms);
        int tries = 0;
        int failures = 0;
        int holds = 0;
        while (!left.isEmpty()) {
            long ticket = waiting.gate().ticket();
            Attempts.Answer answer = attempts.attempt(left);
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
                List<Parcel> again = settlePart(left, partial, tries, terms);
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
                left.forEach(terms.settlement()::delivered);
                return;
            }
            left = fresh(left, terms);
        }
    }

    /** What is not too old: asked again after each wait, since an outage may last longer than the destination's patience. */
    private List<Parcel> fresh(List<Parcel> batch, Terms terms) {
        if (terms.maxAge().isZero()) {
            return batch;
        }
        List<Parcel> fresh = new ArrayList<>(batch.size());
        for (Parcel parcel : batch) {
            if (parcel.event().eventTime().plus(terms.maxAge()).isBefore(clock.instant())) {
                terms.settlement().expired(parcel);
            } else {
                fresh.add(parcel);
            }
        }
        return fresh;
    }

    private void isolate(List<Parcel> refused, String reason, int attempts, Terms terms) throws InterruptedException {
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
    private List<Parcel> settlePart(List<Parcel> batch, Delivery.Partial partial, int attempts, Terms terms) {
        List<Parcel> again = new ArrayList<>();
        for (Parcel parcel : batch) {
            String id = parcel.event().eventId();
            String reason = partial.rejected().get(id);
            if (reason != null) {
                terms.burials().add(new Burial(parcel, reason, attempts, false));
            } else if (partial.retry().contains(id)) {
                again.add(parcel);
            } else {
                terms.settlement().delivered(parcel);
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
