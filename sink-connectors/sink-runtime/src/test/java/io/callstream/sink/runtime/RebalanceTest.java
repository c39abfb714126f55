package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.SuccessEvent;
import io.callstream.stack.kafka.KafkaOptions;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a sink that come and go while events keep coming, under both group protocols of Kafka. */
class RebalanceTest {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int ROUNDS = 3;
    private static final String HEARTBEAT = "200";
    private static final int A_FEW = 20;
    /** Two batches of fifty, as the test sink has them. */
    private static final int IN_FLIGHT = 100;

    private static final int BACKLOG = 500;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    @TempDir
    Path folder;

    private final String destinationName = UUID.randomUUID().toString();
    private final TestSink.Destination destination = TestSink.Destination.named(destinationName);
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger published = new AtomicInteger();
    private final Thread publisher = new Thread(this::publish, "publisher");
    private Stack stack;

    @BeforeEach
    void startStack() throws Exception {
        // Members hear of each other with their heartbeats: five seconds apart in a broker that is not asked for more.
        KafkaOptions options = KafkaOptions.in(folder.resolve("kafka"))
                .withSetting("group.consumer.min.heartbeat.interval.ms", HEARTBEAT)
                .withSetting("group.consumer.heartbeat.interval.ms", HEARTBEAT);
        stack = Stack.start(folder, options, Map.of());
        publisher.start();
    }

    @AfterEach
    void stopStack() throws InterruptedException {
        finishPublishing();
        stack.close();
    }

    @Test
    void membersThatShareOutAmongThemselvesLoseNothing() throws Exception {
        comeAndGo("classic", "{heartbeat.interval.ms: \"" + HEARTBEAT + "\"}");
    }

    @Test
    void membersThatTheBrokerSharesOutForLoseNothing() throws Exception {
        comeAndGo("consumer", "{}");
    }

    private void comeAndGo(String protocol, String properties) throws Exception {
        try (SinkRunner stays = start(protocol, properties)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (SinkRunner goes = start(protocol, properties)) {
                    awaitMore(stays);
                    awaitMore(goes);
                }
                awaitMore(stays);
            }
            finishPublishing();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(Set.copyOf(destination.ids())).hasSize(published.get()));
        }
        int handovers = 2 * ROUNDS;
        assertThat(destination.ids().size() - published.get())
                .as("events that came twice")
                .isBetween(0, handovers * IN_FLIGHT);
        assertThat(stack.committed("test")).isEqualTo(published.get());
    }

    private static void awaitMore(SinkRunner copy) {
        long before = copy.status().counts().delivered();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(copy.status().counts().delivered()).isGreaterThan(before + A_FEW));
    }

    private SinkRunner start(String protocol, String properties) {
        String own =
                "  sinks:\n    test:\n      destination: " + destinationName + "\n      group_protocol: " + protocol;
        return TestRunner.start(stack.config(properties, own + "\n"), folder.resolve("sink"));
    }

    private void publish() {
        while (!enough.get()) {
            if (published.get() > destination.arrived.size() + BACKLOG) {
                LockSupport.parkNanos(PAUSE);
                continue;
            }
            SuccessEvent event = SampleCall.number(published.get()).success();
            stack.publish(EventKind.SUCCESS, event.getCallId(), event);
            published.incrementAndGet();
        }
    }

    private void finishPublishing() throws InterruptedException {
        enough.set(true);
        publisher.join();
    }
}
