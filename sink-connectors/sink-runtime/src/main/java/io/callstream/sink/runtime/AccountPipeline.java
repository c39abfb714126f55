package io.callstream.sink.runtime;

import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkContext;
import io.callstream.sink.runtime.consume.Bounds;
import io.callstream.sink.runtime.consume.ConsumerLoop;
import io.callstream.sink.runtime.consume.DeliveryPipeline;
import io.callstream.sink.runtime.consume.LoopParts;
import io.callstream.sink.runtime.consume.SchemaFolder;
import io.callstream.sink.runtime.crash.CrashJournal;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.ConcurrencyLimit;
import io.callstream.sink.runtime.deliver.CrashRecord;
import io.callstream.sink.runtime.deliver.DeadLetters;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.Erasures;
import io.callstream.sink.runtime.deliver.HoldGate;
import io.callstream.sink.runtime.deliver.Sending;
import io.callstream.sink.runtime.deliver.SinkSource;
import io.callstream.sink.runtime.erase.ErasureWatch;
import io.callstream.sink.runtime.observe.SinkMonitor;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What delivers for one account, wherever its records come from: the sink, the engine before it, and what is known of
 * how it goes. Thread-safe.
 */
final class AccountPipeline implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SinkPlan plan;
    private final Clock clock;
    private final Stopping stopping;
    private final SinkMonitor board;
    private final SinkSource sinks;
    private final DeliveryEngine engine;
    private final HoldGate gate = HoldGate.standard();
    private final CrashRecord crashes;

    /** @param watch what is known of erasures; empty where they are seen to elsewhere */
    AccountPipeline(
            SinkRunnerOptions options,
            SinkPlan plan,
            Optional<String> replayJob,
            SinkMonitor board,
            DeadLetters letters,
            Stopping stopping,
            Optional<ErasureWatch> watch) {
        this.plan = plan;
        this.clock = options.clock();
        this.stopping = stopping;
        this.board = board;
        SinkContext context =
                new SinkContext(plan.name(), clock, options.random(), board, plan.dataDirectory(), replayJob);
        this.sinks = plan.destination().source(context);
        DeliveryEngine.Waiting waiting =
                new DeliveryEngine.Waiting(backoff(options), gate, gate, erasures(plan, watch));
        this.crashes = CrashJournal.ifPossible(plan.dataDirectory().resolve("crashes"));
        ConcurrencyLimit limit = new ConcurrencyLimit(plan.policy().concurrency());
        board.watch(limit);
        this.engine = new DeliveryEngine(new Sending(sinks, limit, crashes), letters, waiting, board, clock);
    }

    /** Alerts hold no content, and a request to erase must be carried out. */
    private Erasures erasures(SinkPlan plan, Optional<ErasureWatch> watch) {
        return plan.destination().takes() == CallEvent.class
                ? watch.map(watching -> watching.guard(board)).orElse(Erasures.NONE)
                : Erasures.NONE;
    }

    /** How long everything of a sink waits after a failure. */
    static Backoff backoff(SinkRunnerOptions options) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE, options.random());
    }

    SinkMonitor board() {
        return board;
    }

    /** Lets deliveries that wait try again at once. */
    void resume() {
        gate.resume();
    }

    /** Ends all waiting for the destination. */
    void stop() {
        stopping.begin();
        gate.close();
    }

    /** @param sources closed by the loop */
    ConsumerLoop loop(ConsumerLoop.Sources sources) {
        return parts().loop(sources, engine, decoder(), plan.filter());
    }

    /** As {@link #loop(ConsumerLoop.Sources)}, for a loop that ends when it has read what the bounds name. */
    ConsumerLoop loop(ConsumerLoop.Sources sources, Bounds bounds) {
        return parts().bounded(bounds, sources, engine, decoder(), plan.filter());
    }

    /** As {@link #loop(ConsumerLoop.Sources)}, without a consumer. */
    DeliveryPipeline pipeline() {
        return parts().pipeline(engine, decoder(), plan.filter());
    }

    private LoopParts parts() {
        return new LoopParts(plan.loop(), plan.policy(), board, board, clock);
    }

    private EventDecoder decoder() {
        return new EventDecoder(new RegistryWriterSchemas(
                RegistryClients.connect(plan.registry().url(), plan.registry().properties()),
                clock,
                plan.connection().unknownSchemaWait(),
                new SchemaFolder(plan.dataDirectory().resolve("schemas"))));
    }

    /** Closes the sink; to be called once no delivery runs. */
    @Override
    public void close() {
        sinks.close();
        crashes.close();
        board.stopped();
    }
}
