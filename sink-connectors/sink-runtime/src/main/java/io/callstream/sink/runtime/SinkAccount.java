package io.callstream.sink.runtime;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.sink.runtime.consume.ConsumerLoop;
import io.callstream.sink.runtime.consume.Tally;
import io.callstream.sink.runtime.consume.TopicWatch;
import io.callstream.sink.runtime.deadletter.KafkaDeadLetters;
import io.callstream.sink.runtime.deliver.Causes;
import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.erase.ErasureWatch;
import io.callstream.sink.runtime.observe.SinkMonitor;
import io.callstream.sink.runtime.observe.SinkStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account of a running sink: its own consumer group, its own threads, so that one team's revoked key holds nobody
 * else's events, and no alert waits behind events of calls. Thread-safe.
 */
final class SinkAccount implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkAccount.class);

    /** How Kafka's clients say that no address of theirs has a name that is known. */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private static final Duration RESTART_AFTER = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private final SinkPlan plan;
    private final Reading reading;
    private final Stopping stopping = new Stopping();
    private final KafkaDeadLetters deadLetters;
    private final AccountPipeline accountPipeline;
    private final SinkMonitor board;
    private final Clock clock;
    private final Thread thread;
    private volatile @Nullable ConsumerLoop loop;
    private volatile Optional<String> failure = Optional.empty();

    private SinkAccount(
            SinkRunnerOptions options, SinkPlan plan, Reading reading, MeterRegistry meters, ErasureWatch watch) {
        this.plan = plan;
        this.reading = reading;
        this.board = new SinkMonitor(plan.name(), meters, options.clock());
        this.clock = options.clock();
        KafkaClients clients = new KafkaClients(plan.kafka(), options.sink(), reading.group());
        this.deadLetters = new KafkaDeadLetters(
                new KafkaDeadLetters.Address(plan.name(), TopicCatalogue.deadLetterTopic(options.sink())),
                clients::deadLetterProducer,
                AccountPipeline.backoff(options),
                stopping,
                options.clock(),
                new DeadLetterReplayTroubles(board, clients::deadLetterTopicNotCreated));
        this.accountPipeline =
                new AccountPipeline(options, plan, reading.job(), board, deadLetters, stopping, Optional.of(watch));
        this.thread = new Thread(() -> run(clients), "sink-" + plan.name());
    }

    static SinkAccount start(
            SinkRunnerOptions options, SinkPlan plan, Reading reading, MeterRegistry meters, ErasureWatch watch) {
        SinkAccount account = new SinkAccount(options, plan, reading, meters, watch);
        account.thread.start();
        return account;
    }

    /** The sink's name; for a route, with the route's after a dot; for alerts, with {@code alerts} after it. */
    String name() {
        return plan.name();
    }

    SinkStatus status() {
        return board.status();
    }

    /** How events ended since the loop that runs now began, with what was committed before. */
    Tally tally() {
        ConsumerLoop current = loop;
        return current == null ? Tally.NONE : current.tally();
    }

    /** Whether everything within the bounds has come to its end. */
    boolean complete() {
        ConsumerLoop current = loop;
        return current != null && current.complete();
    }

    /** What last ended the loop and does not pass by itself. */
    Optional<String> failure() {
        return failure;
    }

    /** Whether nothing more happens, although nobody has stopped it. Only with bounds: without, a loop is started anew. */
    boolean over() {
        return reading.bounds().isPresent() && (complete() || failure.isPresent());
    }

    /** Lets a held sink try again at once. */
    void resume() {
        accountPipeline.resume();
    }

    /** Begins to stop; {@link #close} waits for it. */
    void stop() {
        accountPipeline.stop();
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
            while (!stopping.begun() && !over()) {
                runSafely(clients);
                if (!over()) {
                    stopping.await(RESTART_AFTER);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            accountPipeline.close();
            deadLetters.close();
        }
    }

    /** A fault of ours must not end the thread unseen: the process would live on and deliver nothing. */
    private void runSafely(KafkaClients clients) {
        try {
            runOnce(clients);
        } catch (RuntimeException | Error e) {
            log.error("sink stopped: sink={} error={}", plan.name(), Causes.place(e));
            failed("the sink failed with " + e.getClass().getName());
        }
    }

    private void failed(String reason) {
        failure = Optional.of(reason);
        board.failed(reason);
    }

    private void runOnce(KafkaClients clients) {
        ConsumerLoop current;
        try {
            ConsumerLoop.Sources sources = sources(clients);
            current = reading.bounds()
                    .map(bounds -> accountPipeline.loop(sources, bounds))
                    .orElseGet(() -> accountPipeline.loop(sources));
        } catch (KafkaException e) {
            refused(e);
            return;
        }
        loop = current;
        if (stopping.begun()) {
            // close() came before it could see this loop.
            current.close();
        }
        current.run();
        failure = current.failure();
    }

    private ConsumerLoop.Sources sources(KafkaClients clients) {
        TopicWatch topics = clients.topics(plan.loop().topics(), clock);
        try {
            return new ConsumerLoop.Sources(clients.consumer(plan.connection().protocol()), topics);
        } catch (RuntimeException e) {
            topics.close();
            throw e;
        }
    }

    /** No broker's name can be resolved, which may change; or the connection's settings are wrong, which does not by itself. */
    private void refused(KafkaException failure) {
        String reason = Causes.of(failure);
        if (reason.contains(UNRESOLVED)) {
            board.trouble(
                    Trouble.KAFKA, "Kafka cannot be reached: " + plan.kafka().bootstrapServers() + ": " + reason);
        } else {
            failed("callstream.kafka: " + reason);
        }
    }
}
