package io.callstream.sink.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink's real process, ended as {@code kill -9} ends it, and started again. */
@Timeout(
        value = 10,
        unit = TimeUnit.MINUTES) // processes that start and half a gigabyte of events, on a machine that is busy
class ProcessDeathTest {
    private static final Duration SOON = Duration.ofMinutes(4);
    /** {@code -Pnightly} tries more. */
    private static final int DEATHS = 3;

    private static final int KILLS = Integer.getInteger("callstream.test.kills", 1);

    private static final String NONE = "none";
    private static final String JSON = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private static Stack stack;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final List<String> arrived = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Process> children = new ArrayList<>();
    private HttpServer destination;
    private volatile CountDownLatch requests = new CountDownLatch(0);

    @BeforeAll
    static void startStack() throws Exception {
        stack = Stack.start(shared);
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @BeforeEach
    void start() throws Exception {
        stack.reset();
        destination = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        destination.setExecutor(threads);
        destination.createContext("/", this::take);
        destination.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
        destination.stop(0);
        threads.shutdownNow();
        stack.dismissMembers();
    }

    @Test
    void anEventThatBringsTheProcessDownThreeTimesIsADeadLetterAndAllOthersArrive() throws Exception {
        Set<String> all = publish(60);
        String poison = SampleCall.number(30).success().getEventId();
        for (int death = 0; death < 3; death++) {
            assertThat(exit(child(poison))).isEqualTo(99);
            stack.dismissMembers();
        }

        child(poison);

        await().atMost(SOON).until(() -> new HashSet<>(arrived()).size() == 59);
        Set<String> others = new HashSet<>(all);
        others.remove(poison);
        assertThat(Set.copyOf(arrived())).isEqualTo(others);
        await().atMost(SOON).until(() -> !stack.read("llm.dlq.test").isEmpty());
        assertThat(stack.read("llm.dlq.test")).hasSize(1);
    }

    @Test
    void killedAtAnyPointItLosesNothingAndRepeatsOnlyWhatWasNotCommitted() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> all = publish(700);
        long repeatable = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            requests = new CountDownLatch(1 + random.nextInt(8));
            Process child = child(NONE);
            assertThat(requests.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            kill(child);
            repeatable += new HashSet<>(arrived()).size() - stack.committed("test");
        }

        child(NONE);

        await().atMost(SOON).until(() -> missing(all).isEmpty());
        Set<String> once = Set.copyOf(arrived());
        assertThat(all).as("with seed %d", seed).containsAll(once);
        assertThat(arrived().size() - once.size()).as("with seed %d", seed).isLessThanOrEqualTo((int) repeatable);
    }

    /** What has neither arrived nor been set aside, as an event is that was under way at three deaths: no kill is its fault, which nobody can know. */
    private Set<String> missing(Set<String> all) {
        Set<String> missing = new HashSet<>(all);
        missing.removeAll(arrived());
        if (KILLS >= DEATHS && !missing.isEmpty()) {
            stack.read("llm.dlq.test")
                    .forEach(letter -> missing.remove(new String(
                            letter.headers()
                                    .lastHeader("callstream.dlq.event_id")
                                    .value(),
                            StandardCharsets.UTF_8)));
        }
        return missing;
    }

    @Test
    @DisplayName("X5, X4: a backlog that is a hundred times larger than its log is delivered within the shipped heap")
    void aBacklogOfLargeEventsFitsIntoTheHeap() throws Exception {
        Set<String> all = new HashSet<>();
        try (KafkaProducer<byte[], byte[]> producer = stack.largeProducer()) {
            String text = "The quick brown fox asks the gateway what it costs to jump over a lazy dog. ".repeat(13_500);
            for (int i = 0; i < 150; i++) {
                SuccessEvent event = SampleCall.number(i).success();
                event.setRequestBody(JSON.formatted(text));
                all.add(event.getEventId());
                stack.send(producer, EventKind.SUCCESS, event.getCallId(), event);
            }
            String name = "m".repeat(500_000);
            for (int i = 150; i < 450; i++) {
                FailureEvent event = SampleCall.number(i).failure();
                event.setModel(name);
                event.setModelGroup(name);
                all.add(event.getEventId());
                stack.send(producer, EventKind.FAILURE, event.getCallId(), event);
            }
        }

        Process child = child(NONE);

        await().atMost(SOON).until(() -> !child.isAlive() || new HashSet<>(arrived()).size() == all.size());
        assertThat(child.isAlive()).as("the sink lives").isTrue();
        assertThat(Set.copyOf(arrived())).isEqualTo(all);
    }

    private Set<String> publish(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    SuccessEvent event = SampleCall.number(i).success();
                    stack.publish(EventKind.SUCCESS, event.getCallId().toString(), event);
                    return event.getEventId();
                })
                .collect(Collectors.toSet());
    }

    private Process child(String poison) throws IOException {
        String settings = stack.config("  sinks:\n    test: {destination: child}\n");
        Path config = Files.writeString(folder.resolve("sink.yaml"), settings);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ChildSink.class.getName(),
                config.toString(),
                folder.resolve("sink").toString(),
                "http://127.0.0.1:" + destination.getAddress().getPort() + "/",
                poison);
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "child.log")))
                .start();
        children.add(child);
        return child;
    }

    /** The group gives up on it at once, and not after the time that a member may be silent. */
    private static void kill(Process child) throws Exception {
        child.destroyForcibly().waitFor();
        stack.dismissMembers();
    }

    private static int exit(Process child) throws InterruptedException {
        assertThat(child.waitFor(SOON.toSeconds(), TimeUnit.SECONDS))
                .as("the poison brings the process down")
                .isTrue();
        return child.exitValue();
    }

    private List<String> arrived() {
        synchronized (arrived) {
            return List.copyOf(arrived);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        synchronized (arrived) {
            body.lines().forEach(arrived::add);
        }
        requests.countDown();
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
