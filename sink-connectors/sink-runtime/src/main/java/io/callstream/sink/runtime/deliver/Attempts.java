package io.callstream.sink.runtime.deliver;

import io.callstream.sink.Delivery;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.failure.DeliveryExceptions;
import java.time.Duration;
import java.util.List;

/**
 * Asks the sink once, whatever it does: within the limit of what the destination takes at a time, and on the record, in
 * case the process does not survive it.
 */
final class Attempts {
    private final Sending sending;
    private final EngineEvents events;

    Attempts(Sending sending, EngineEvents events) {
        this.sending = sending;
        this.events = events;
    }

    /**
     * What the sink said.
     *
     * @param cause why it could not say anything better, for people; empty when the verdict says it all
     */
    record Answer(Delivery verdict, String cause) {
        static Answer plain(Delivery verdict) {
            return new Answer(verdict, "");
        }
    }

    Answer attempt(List<PendingEvent> batch) throws InterruptedException {
        ConcurrencyLimit.Turn turn = sending.limit().begin();
        ConcurrencyLimit.Sign sign = ConcurrencyLimit.Sign.NEITHER;
        try {
            Answer answer = recorded(batch);
            sign = sign(answer.verdict());
            return answer;
        } finally {
            turn.end(sign);
        }
    }

    private Answer recorded(List<PendingEvent> batch) throws InterruptedException {
        CrashRecord.Attempt attempt = sending.crashes().begin(batch);
        boolean died = true;
        try {
            Answer answer = ask(batch.stream().map(PendingEvent::event).toList());
            died = false;
            return answer;
        } catch (InterruptedException e) {
            died = false;
            throw e;
        } finally {
            attempt.end(died);
        }
    }

    private Answer ask(List<SinkEvent> content) throws InterruptedException {
        long start = System.nanoTime();
        try {
            return Answer.plain(sending.sinks().get().deliver(content));
        } catch (InterruptedException e) {
            throw e;
        } catch (StackOverflowError e) {
            // The stack is unwound and the process is sound: some event in this batch is nested too deep for the sink.
            return Answer.plain(
                    Delivery.rejected("sink failed with " + e.getClass().getName()));
        } catch (Exception e) {
            return answer(e);
        } finally {
            events.tried(content.size(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** The cause is shown where the fault lies between here and the destination; elsewhere a message may hold content. */
    private static Answer answer(Exception thrown) {
        Delivery verdict = DeliveryExceptions.verdict(thrown);
        return new Answer(verdict, verdict instanceof Delivery.RetryAfter ? Causes.of(thrown) : "");
    }

    private static ConcurrencyLimit.Sign sign(Delivery verdict) {
        if (verdict instanceof Delivery.RetryAfter) {
            return ConcurrencyLimit.Sign.OVERLOADED;
        }
        return verdict instanceof Delivery.Hold ? ConcurrencyLimit.Sign.NEITHER : ConcurrencyLimit.Sign.TAKEN;
    }
}
