package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.gateway.Gateway;
import io.callstream.sink.runtime.SinkRunner;
import io.callstream.whole.story.DeadLetterLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A destination is down, or refuses one event: the one is waited for, the other put aside, and nothing is mixed up. */
class DestinationTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("callstream.test.outage.seconds", 0));
    private static final String CHAT = "/v1/chat/completions";
    private static final String BAD = "the one that is refused";
    private static final int THREADS = 8;

    @TempDir
    Path folder;

    private WholePath path;
    private Client client;
    private FakeWebhook webhook;
    private SinkRunner sink;

    @BeforeEach
    void start() throws Exception {
        path = WholePath.start(folder);
        Gateway gateway = path.gateway(Configs.gateway(path.provider(), path.backends(), "sim-text"));
        client = new Client(gateway.url());
        webhook = path.keep(FakeWebhook.refusing(BAD));
        sink = path.sink(
                "webhook",
                Configs.callstream(path.backends()) + "  sinks: {webhook: {url: \"" + webhook.url() + "\"}}\n");
    }

    @AfterEach
    void stop() throws Exception {
        path.close();
    }

    /** {@code -Dcallstream.test.outage.seconds=60} tries it for longer than eight refusals with growing pauses take. */
    @Test
    void anOutageMakesNoDeadLetter() throws Exception {
        webhook.answerAll(500);
        Set<String> calls = callAll(100);
        await().pollDelay(OUTAGE).atMost(SOON.plus(OUTAGE)).until(() -> webhook.refusals() >= 8);
        webhook.answerAll(200);

        await().atMost(SOON).untilAsserted(() -> assertThat(webhook.eventIds()).containsAll(terminalIds(calls)));
        assertThat(webhook.eventIds()).hasSameElementsAs(terminalIds(calls));
        assertThat(sink.status().counts().deadLettered()).isZero();
        assertThat(sink.status().retries()).isPositive();
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void oneBadEventInFiveHundredIsPutAside() throws Exception {
        Set<String> calls = callAll(499);
        String bad = client.call(CHAT, Load.body("sim-text", false).replace("\"x\"", "\"" + BAD + "\""))
                .callId();

        await().atMost(SOON).untilAsserted(() -> assertThat(webhook.eventIds()).containsAll(terminalIds(calls)));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(sink.status().counts().deadLettered()).isEqualTo(1));
        assertThat(webhook.eventIds()).hasSameElementsAs(terminalIds(calls));
        assertThat(deadLetters()).containsExactly(bad);
    }

    private Set<String> callAll(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<String>> calls = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(() ->
                            client.call(CHAT, Load.body("sim-text", false)).callId()))
                    .toList();
            Set<String> ids = new HashSet<>();
            for (Future<String> call : calls) {
                ids.add(call.get());
            }
            return ids;
        } finally {
            threads.shutdown();
        }
    }

    /** What the webhook hears of by default, by the ids that {@code event_id} documents. */
    private static Set<String> terminalIds(Set<String> calls) {
        return calls.stream().map(call -> call + ":success").collect(Collectors.toSet());
    }

    private List<String> deadLetters() {
        return DeadLetterLog.keys(path.backends().bootstrapServers(), TopicCatalogue.deadLetterTopic("webhook"));
    }
}
