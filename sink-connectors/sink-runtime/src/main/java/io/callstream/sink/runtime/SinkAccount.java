package io.callstream.sink.runtime;

import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.sink.SinkContext;
import io.callstream.sink.runtime.consume.ConsumerLoop;
import io.callstream.sink.runtime.consume.LoopParts;
import io.callstream.sink.runtime.deadletter.KafkaDeadLetters;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.HoldGate;
import io.callstream.sink.runtime.deliver.Pauses;
import io.callstream.sink.runtime.deliver.SinkSource;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.sink.runtime.observe.StatusBoard;
import io.callstream.sink.runtime.subscribe.EventFilter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One account of a running sink: its own consumer group, its own threads, so that one team's revoked key holds nobody
 * else's events. Thread-safe.
 */
final class SinkAccount implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration RESTART_AFTER = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final SinkRunnerOptions options;
    private final SinkPlan plan;
    private final StatusBoard board;
    private final SinkSource sinks;
    private final KafkaDeadLetters deadLetters;
    private final DeliveryEngine engine;
    private final HoldGate gate;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable ConsumerLoop loop;

    private SinkAccount(SinkRunnerOptions options, SinkPlan plan, MeterRegistry meters) {
        this.options = options;
        this.plan = plan;
        this.board = new StatusBoard(plan.name(), meters, options.clock());
        SinkContext context =
                new SinkContext(plan.name(), options.clock(), options.random(), board, plan.dataDirectory());
        this.sinks = new SinkSource(() -> plan.opening().apply(context));
        this.gate = HoldGate.standard();
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, options.random());
        Pauses pauses = this::pause;
        KafkaClients clients = new KafkaClients(plan.kafka(), options.sink(), plan.name());
        this.deadLetters = new KafkaDeadLetters(
                new KafkaDeadLetters.Address(plan.name(), TopicCatalogue.deadLetterTopic(options.sink())),
                clients::deadLetterProducer,
                backoff,
                pauses,
                options.clock());
        this.engine = new DeliveryEngine(
                sinks, deadLetters, new DeliveryEngine.Waiting(backoff, pauses, gate), board, options.clock());
        this.thread = new Thread(() -> run(clients), "sink-" + plan.name());
    }

    static SinkAccount start(SinkRunnerOptions options, SinkPlan plan, MeterRegistry meters) {
        SinkAccount account = new SinkAccount(options, plan, meters);
        account.thread.start();
        return account;
    }

    /** The sink's name; for a route, with the route's after a dot. */
    String name() {
        return plan.name();
    }

    SinkStatus status() {
        return board.status();
    }

    /** Lets a held sink try again at once. */
    void resume() {
        gate.resume();
    }

    /** Begins to stop; {@link #close} waits for it. */
    void stop() {
        closing.countDown();
        gate.close();
        ConsumerLoop current = loop;
        if (current != null) {
            current.close();
        }
    }

    /** Stops reading, finishes what is under way as far as it can, commits, and closes the sink. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(STOP_PATIENCE.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A loop that Kafka ended is started anew: most such errors pass, and the others show as held. */
    private void run(KafkaClients clients) {
        try {
            while (!stopping()) {
                runOnce(clients);
                closing.await(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sinks.close();
            deadLetters.close();
            board.stopped();
        }
    }

    private void runOnce(KafkaClients clients) {
        ConsumerLoop current;
        try {
            current = newLoop(clients);
        } catch (ConfigException e) {
            board.failed(String.valueOf(e.getMessage()));
            return;
        } catch (KafkaException e) {
            // No broker's name can be resolved, which may change.
            board.waitingForKafka(reason(e));
            return;
        }
        loop = current;
        if (stopping()) {
            // close() came before it could see this loop.
            current.close();
        }
        current.run();
    }

    private static String reason(KafkaException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "Kafka cannot be reached: " + cause.getMessage();
    }

    private boolean stopping() {
        return closing.getCount() == 0;
    }

    /** Waiting for a destination ends when the sink is closed. */
    private void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the sink is stopping");
        }
    }

    private ConsumerLoop newLoop(KafkaClients clients) {
        EventDecoder decoder = new EventDecoder(new RegistryWriterSchemas(
                RegistryClients.connect(plan.registry().url(), plan.registry().properties()),
                options.clock(),
                plan.unknownSchemaWait()));
        return new LoopParts(plan.loop(), plan.policy(), board, board, options.clock())
                .loop(clients.consumer(), engine, decoder, new EventFilter(plan.subscription()));
    }
}
