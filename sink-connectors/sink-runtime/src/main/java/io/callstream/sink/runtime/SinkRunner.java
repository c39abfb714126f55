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
import io.callstream.sink.runtime.observe.HealthServer;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.sink.runtime.observe.StatusBoard;
import io.callstream.sink.runtime.subscribe.EventFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A running sink: its own consumer group, its own threads. Thread-safe.
 *
 * <p>Stopping it in order finishes what is under way and commits it. Killing it at any point only makes events come
 * again, under the same ids.
 */
public final class SinkRunner implements AutoCloseable {
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
    private final Optional<HealthServer> health;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable ConsumerLoop loop;

    private SinkRunner(SinkRunnerOptions options, SinkPlan plan) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.options = options;
        this.plan = plan;
        this.board = new StatusBoard(options.sink(), meters, options.clock());
        SinkContext context =
                new SinkContext(options.sink(), options.clock(), options.random(), board, options.dataDirectory());
        this.sinks = new SinkSource(() -> plan.opening().apply(context));
        this.gate = HoldGate.standard();
        Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, options.random());
        Pauses pauses = this::pause;
        KafkaClients clients = new KafkaClients(plan.kafka(), options.sink());
        this.deadLetters = new KafkaDeadLetters(
                new KafkaDeadLetters.Address(options.sink(), TopicCatalogue.deadLetterTopic(options.sink())),
                clients::deadLetterProducer,
                backoff,
                pauses,
                options.clock());
        this.engine = new DeliveryEngine(
                sinks, deadLetters, new DeliveryEngine.Waiting(backoff, pauses, gate), board, options.clock());
        this.health = options.health().map(address -> HealthServer.start(address, board::status, meters::scrape));
        this.thread = new Thread(() -> run(clients), "sink-" + options.sink());
    }

    /**
     * Starts a sink and returns at once; whether Kafka and the destination can be reached shows in {@link #status()}.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong with the configuration
     */
    public static SinkRunner start(SinkRunnerOptions options) {
        SinkRunner runner = new SinkRunner(options, SinkPlan.read(options));
        runner.thread.start();
        return runner;
    }

    public String name() {
        return options.sink();
    }

    public SinkStatus status() {
        return board.status();
    }

    /** Where {@code /health} and {@code /metrics} are; empty when the options named no address. */
    public Optional<Integer> healthPort() {
        return health.map(HealthServer::port);
    }

    /** Lets a held sink try again at once. */
    public void resume() {
        gate.resume();
    }

    /** Stops reading, finishes what is under way as far as it can, commits, and closes the sink. */
    @Override
    public void close() {
        closing.countDown();
        gate.close();
        ConsumerLoop current = loop;
        if (current != null) {
            current.close();
        }
        try {
            thread.join(STOP_PATIENCE.toMillis());
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        health.ifPresent(HealthServer::close);
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
        } catch (KafkaException e) {
            // Also when no broker's name can be resolved, which may change.
            board.failed(String.valueOf(e.getMessage()));
            return;
        }
        loop = current;
        if (stopping()) {
            // close() came before it could see this loop.
            current.close();
        }
        current.run();
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
                RegistryClients.connect(plan.registry().url(), plan.registry().properties())));
        return new LoopParts(plan.loop(), plan.policy(), board, board, options.clock())
                .loop(clients.consumer(), engine, decoder, new EventFilter(plan.subscription()));
    }
}
