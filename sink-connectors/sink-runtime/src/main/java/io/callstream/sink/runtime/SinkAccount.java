package io.callstream.sink.runtime;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.sink.runtime.consume.ConsumerLoop;
import io.callstream.sink.runtime.deadletter.KafkaDeadLetters;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.callstream.sink.runtime.observe.StatusBoard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One account of a running sink: its own consumer group, its own threads, so that one team's revoked key holds nobody
 * else's events. Thread-safe.
 */
final class SinkAccount implements AutoCloseable {
    private static final Duration RESTART_AFTER = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final SinkPlan plan;
    private final Stopping stopping = new Stopping();
    private final KafkaDeadLetters deadLetters;
    private final Outlet outlet;
    private final StatusBoard board;
    private final Thread thread;
    private volatile @Nullable ConsumerLoop loop;

    private SinkAccount(SinkRunnerOptions options, SinkPlan plan, MeterRegistry meters) {
        this.plan = plan;
        KafkaClients clients = new KafkaClients(plan.kafka(), options.sink(), plan.name());
        this.deadLetters = new KafkaDeadLetters(
                new KafkaDeadLetters.Address(plan.name(), TopicCatalogue.deadLetterTopic(options.sink())),
                clients::deadLetterProducer,
                Outlet.backoff(options),
                stopping,
                options.clock());
        this.outlet = new Outlet(options, plan, meters, deadLetters, stopping);
        this.board = outlet.board();
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
        outlet.resume();
    }

    /** Begins to stop; {@link #close} waits for it. */
    void stop() {
        outlet.stop();
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
            while (!stopping.begun()) {
                runOnce(clients);
                stopping.await(RESTART_AFTER);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            outlet.close();
            deadLetters.close();
        }
    }

    private void runOnce(KafkaClients clients) {
        ConsumerLoop current;
        try {
            current = outlet.loop(clients.consumer(plan.protocol()));
        } catch (ConfigException e) {
            board.failed(String.valueOf(e.getMessage()));
            return;
        } catch (KafkaException e) {
            // No broker's name can be resolved, which may change.
            board.waitingForKafka(reason(e));
            return;
        }
        loop = current;
        if (stopping.begun()) {
            // close() came before it could see this loop.
            current.close();
        }
        current.run();
    }

    private static String reason(KafkaException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return "Kafka cannot be reached: " + cause.getMessage();
    }
}
