package io.callstream.sink.runtime;

import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import io.callstream.settings.SettingsException;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.EventSink;
import io.callstream.sink.SinkConfigException;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.SinkMetrics;
import io.callstream.sink.SinkUnavailableException;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterBodies;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.Erasures;
import io.callstream.sink.runtime.deliver.Pauses;
import io.callstream.sink.runtime.deliver.Troubles;
import io.callstream.sink.runtime.erase.ErasureWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;

/**
 * Delivers dead letters anew, by the sink's own code and under the same ids, in this process. Each letter once: whoever
 * calls decides what to do with one that is refused again. For one thread.
 */
public final class DeadLetterReplayer implements AutoCloseable {
    private static final Pauses PAUSES = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    private final SinkRunnerOptions options;
    private final Map<String, SinkPlan> plans = new HashMap<>();
    private final Map<String, EventSink<SinkEvent>> sinks = new HashMap<>();
    private final Map<Long, Owner> owners = new HashMap<>();
    private final EventDecoder decoder;
    private final DeadLetterBodies bodies;
    private final ErasureWatch watch;
    private final Erasures erasures;
    private final Pauses pauses;

    private DeadLetterReplayer(SinkRunnerOptions options, List<SinkPlan> plans, Troubles troubles, Pauses pauses) {
        this.options = options;
        this.pauses = pauses;
        plans.forEach(plan -> this.plans.put(plan.name(), plan));
        SinkPlan any = plans.get(0);
        this.decoder = new EventDecoder(new RegistryWriterSchemas(
                RegistryClients.connect(any.registry().url(), any.registry().properties())));
        this.bodies = new DeadLetterBodies(any.kafka());
        this.watch = SinkPlan.watch(options, plans);
        this.erasures = watch.guard(troubles);
    }

    /**
     * Waits in patience while it is not known whose events may be sent, and says so in the log.
     *
     * @throws SettingsException naming everything that is wrong with the sink's configuration
     */
    public static DeadLetterReplayer open(SinkRunnerOptions options) {
        return open(options, new LoggedTroubles(options.sink()), PAUSES);
    }

    /**
     * @param troubles hears, on the calling thread, that it is not known whose events may be sent; what it throws ends the waiting
     * @param pauses how time passes meanwhile; what it throws does, too
     * @throws SettingsException naming everything that is wrong with the sink's configuration
     */
    public static DeadLetterReplayer open(SinkRunnerOptions options, Troubles troubles, Pauses pauses) {
        return new DeadLetterReplayer(options, SinkPlan.all(options), troubles, pauses);
    }

    /** The sink's letters, by the connection that its configuration names. */
    public DeadLetterStore letters() {
        SinkPlan any = plans.values().iterator().next();
        return new DeadLetterStore(any.kafka(), options.sink());
    }

    /**
     * Delivery in batches; closed by whoever asked for it.
     *
     * @param job names the replay, for destinations that have a place for it
     */
    public DeadLetterBatches batches(String job, DeadLetterBatches.Listener listener) {
        return new DeadLetterBatches(options, plans, job, new DeadLetterBatches.Whose(erasures, owners), listener);
    }

    /**
     * The event of a letter, as the sink sees it: without content if the sink is to have none. Empty if the sink is not to see it, or if its
     * subject was erased.
     *
     * @throws UnreadableEventException if its bytes are no event
     */
    public Optional<? extends SinkEvent> event(DeadLetter letter) throws InterruptedException {
        SinkPlan plan = plan(letter);
        String topic = letter.place().topic();
        RecordKind kind;
        try {
            kind = plan.filter().kind(topic);
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException(String.valueOf(e.getMessage()), e);
        }
        SpecificRecord read = decoder.decode(kind, bodies.of(letter));
        Owner owner = Owner.of(read);
        if (kind instanceof EventKind && erasures.await(pauses).covers(owner)) {
            return Optional.empty();
        }
        owners.put(letter.number(), owner);
        return plan.filter().admit(topic, read);
    }

    /** What the destination says now; never {@link Delivery.Partial}, for there is one event only. */
    public Delivery deliver(DeadLetter letter, SinkEvent event) throws InterruptedException {
        Owner owner = owners.getOrDefault(letter.number(), Owner.of(event.avro()));
        ErasedSubjects erased = erasures.await(pauses);
        if (event instanceof CallEvent && erased.covers(owner)) {
            return Delivery.rejected("its subject was erased");
        }
        long begun = System.nanoTime();
        Delivery answer = send(letter, event);
        erasures.sent(List.of(owner), erased, Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private Delivery send(DeadLetter letter, SinkEvent event) throws InterruptedException {
        Delivery answer;
        try {
            answer = sink(letter).deliver(List.of(event));
        } catch (InterruptedException e) {
            throw e;
        } catch (IOException | SinkUnavailableException e) {
            return Delivery.retry(e.getClass().getSimpleName() + ": " + Causes.of(e));
        } catch (SinkConfigException e) {
            return Delivery.hold(String.valueOf(e.getMessage()));
        } catch (Exception e) { // by the sink's contract, the event is one that it cannot read
            return Delivery.rejected("sink failed with " + e.getClass().getName());
        }
        return answer instanceof Delivery.Partial partial ? whole(partial) : answer;
    }

    private static Delivery whole(Delivery.Partial partial) {
        return partial.rejected().values().stream()
                .findFirst()
                .map(Delivery::rejected)
                .orElseGet(() -> new Delivery.RetryAfter(partial.delay(), "partial"));
    }

    private SinkPlan plan(DeadLetter letter) {
        SinkPlan plan = plans.get(letter.sink());
        if (plan == null) {
            throw new SettingsException("letter " + letter.number() + " is of account '" + letter.sink()
                    + "', which the configuration does not have (it has: "
                    + String.join(", ", plans.keySet().stream().sorted().toList()) + ")");
        }
        return plan;
    }

    private EventSink<SinkEvent> sink(DeadLetter letter) {
        return sinks.computeIfAbsent(letter.sink(), name -> {
            SinkPlan plan = plan(letter);
            return plan.destination()
                    .open(new SinkContext(
                            name,
                            options.clock(),
                            options.random(),
                            SinkMetrics.none(),
                            plan.dataDirectory().resolve("replay")));
        });
    }

    @Override
    public void close() {
        sinks.values().forEach(EventSink::close);
        watch.close();
    }
}
