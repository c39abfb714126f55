package io.callstream.sink.runtime;

import io.callstream.events.erasure.Owner;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.deliver.EngineEvents;
import io.callstream.sink.runtime.deliver.Erasures;
import io.callstream.sink.runtime.deliver.HoldGate;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.Sending;
import io.callstream.sink.runtime.deliver.SinkSource;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers dead letters in batches, as the running sink delivers events: by the same engine, under the same ids, waiting for a destination
 * that is away. One that is refused again makes no second letter. For one thread, except {@link #stop}.
 */
public final class DeadLetterBatches implements AutoCloseable {
    private final SinkRunnerOptions options;
    private final Map<String, SinkPlan> plans;
    private final String job;
    private final Whose whose;
    private final Listener listener;
    private final Map<String, DeliveryEngine> engines = new HashMap<>();
    private final Map<String, SinkSource> sinks = new HashMap<>();
    private final HoldGate gate = HoldGate.standard();

    DeadLetterBatches(
            SinkRunnerOptions options, Map<String, SinkPlan> plans, String job, Whose whose, Listener listener) {
        this.options = options;
        this.plans = Map.copyOf(plans);
        this.job = job;
        this.whose = whose;
        this.listener = listener;
    }

    /**
     * Whose letters are not delivered any more.
     *
     * @param owners of the letters whose events were read, by number
     */
    record Whose(Erasures erasures, Map<Long, Owner> owners) {}

    /** A letter with the event that it holds. */
    public record Ready(DeadLetter letter, SinkEvent event) {
        private PendingEvent pending(Map<Long, Owner> owners) {
            SourceRecord original = new SourceRecord(
                    letter.place(), letter.refusal().failedAt(), letter.key(), letter.value(), Map.of());
            Owner owner = owners.get(letter.number());
            return owner == null ? new PendingEvent(event, original) : new PendingEvent(event, original, owner);
        }
    }

    /** Hears how letters end, and what delivery waits for; on the delivering thread. */
    public interface Listener {
        void delivered(DeadLetter letter);

        void refused(DeadLetter letter);

        /** Its subject was erased since its event was read. */
        void erased(DeadLetter letter);

        /** @param reason why nothing is delivered now; empty when it goes on */
        void waiting(String reason);
    }

    /** How the letters of an account are gathered. */
    public BatchPolicy policy(String account) {
        return plan(account).policy();
    }

    /**
     * Returns when every letter has come to its end, and the listener has heard of it.
     *
     * @param batch letters of one account, at least one
     * @throws InterruptedException when {@link #stop} was called; what had not ended is as it was
     */
    public void deliver(List<Ready> batch) throws InterruptedException {
        Map<PendingEvent, DeadLetter> letters = new IdentityHashMap<>();
        List<PendingEvent> events = batch.stream()
                .map(ready -> {
                    PendingEvent event = ready.pending(whose.owners());
                    letters.put(event, ready.letter());
                    return event;
                })
                .toList();
        engine(batch.get(0).letter().sink()).deliver(events, Duration.ZERO, new Ends(letters, listener));
    }

    /** Ends all waiting for the destination. */
    public void stop() {
        gate.close();
    }

    private DeliveryEngine engine(String account) {
        return engines.computeIfAbsent(account, name -> {
            SinkSource source = plan(name).destination().source(context(name));
            sinks.put(name, source);
            Backoff backoff = AccountPipeline.backoff(options);
            return new DeliveryEngine(
                    Sending.plain(source),
                    (original, reason, attempts) -> {}, // its letter is there already, and stays open
                    new DeliveryEngine.Waiting(backoff, gate, gate, erasures(account)),
                    new Troubles(listener),
                    options.clock());
        });
    }

    private Erasures erasures(String account) {
        return plan(account).destination().takes() == CallEvent.class ? whose.erasures() : Erasures.NONE;
    }

    private SinkContext context(String account) {
        return new SinkContext(
                account,
                options.clock(),
                options.random(),
                SinkMetrics.none(),
                plan(account).dataDirectory().resolve("replay"),
                Optional.of(job));
    }

    private SinkPlan plan(String account) {
        SinkPlan plan = plans.get(account);
        if (plan == null) {
            throw new IllegalArgumentException("there is no account " + account);
        }
        return plan;
    }

    @Override
    public void close() {
        sinks.values().forEach(SinkSource::close);
    }

    private record Ends(Map<PendingEvent, DeadLetter> letters, Listener listener) implements DeliveryListener {
        @Override
        public void delivered(PendingEvent event) {
            listener.delivered(letter(event));
        }

        @Override
        public void deadLettered(PendingEvent event) {
            listener.refused(letter(event));
        }

        @Override
        public void erased(PendingEvent event) {
            listener.erased(letter(event));
        }

        @Override
        public void expired(PendingEvent event) {
            throw new IllegalStateException("letters do not expire");
        }

        private DeadLetter letter(PendingEvent event) {
            DeadLetter letter = letters.get(event);
            if (letter == null) {
                throw new IllegalStateException("the engine reported an event that it was not given");
            }
            return letter;
        }
    }

    private record Troubles(Listener listener) implements EngineEvents {
        @Override
        public void tried(int events, Duration took) {}

        @Override
        public void waiting(String reason, int attempt) {
            listener.waiting(reason + ", " + attempt + " tries failed");
        }

        @Override
        public void held(String reason) {
            listener.waiting(reason);
        }

        @Override
        public void quarantined() {}

        @Override
        public void working() {
            listener.waiting("");
        }
    }
}
