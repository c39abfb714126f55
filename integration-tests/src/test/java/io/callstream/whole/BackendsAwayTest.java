package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.gateway.Gateway;
import io.callstream.whole.Client.Answer;
import io.callstream.whole.Load.Seen;
import io.callstream.whole.story.Audit;
import io.callstream.whole.story.EventLog;
import io.callstream.whole.story.Story;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka and the registry go away: no caller notices, and everything is told afterwards. */
class BackendsAwayTest {
    /** {@code -Dcallstream.test.outage.seconds=120} tries it for longer. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("callstream.test.outage.seconds", 5));

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int CLIENTS = 20;
    /** So many while Kafka is away that calls which waited for it, be it for seconds, would not be made in time. */
    private static final int CALLS_MEANWHILE = 20 * CLIENTS;

    @TempDir
    Path folder;

    private WholePath path;

    @BeforeEach
    void start() {
        path = WholePath.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        path.close();
    }

    @Test
    void kafkaStopsUnderLoad() throws Exception {
        Gateway gateway = gateway();
        List<Seen> seen;
        try (Load load = Load.on(new Client(gateway.url()), CLIENTS, "sim-text", "sim-text")) {
            pass(SHORT);
            path.backends().stopKafka();
            long stopped = System.nanoTime();
            pass(OUTAGE);
            await().atMost(SOON)
                    .until(() -> load.seen().stream()
                                    .filter(each -> each.startNanos() > stopped)
                                    .count()
                            >= CALLS_MEANWHILE);
            path.backends().startKafka();
            pass(SHORT);
            load.close();
            seen = load.seen();
        }

        assertThat(seen).as("calls").allMatch(Seen::well);
        everythingIsTold(
                seen.stream().map(each -> each.answer().orElseThrow().callId()).collect(Collectors.toSet()));
    }

    @Test
    void kafkaAndRegistryAreAwayAtTheStart() {
        path.backends().stopKafka();
        path.backends().stopRegistry();
        Client client = new Client(gateway().url());

        List<Answer> answers = IntStream.range(0, 20)
                .mapToObj(i -> client.call("/v1/chat/completions", Load.body("sim-text", i % 2 == 0)))
                .toList();
        path.backends().startKafka();
        path.backends().startRegistry();

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        everythingIsTold(answers.stream().map(Answer::callId).collect(Collectors.toSet()));
    }

    private Gateway gateway() {
        return path.gateway(Configs.gateway(path.provider(), path.backends(), "sim-text"));
    }

    private void everythingIsTold(Set<String> calls) {
        EventLog log = path.events();
        Audit audit = await().atMost(SOON)
                .until(
                        () -> Audit.of(log.read()),
                        it -> ended(it.stories()).containsAll(calls)
                                && it.missingNumbers().isEmpty());
        audit.everyCallIsWhole();
        audit.noNumberIsMissing();
        assertThat(audit.stories().keySet()).isEqualTo(calls);
        assertThat(audit.stories().values())
                .allMatch(story -> story.success().getCallId().equals(story.callId()));
    }

    private static Set<String> ended(Map<String, Story> stories) {
        Set<String> ended = new HashSet<>();
        stories.values().stream().filter(Story::ended).forEach(story -> ended.add(story.callId()));
        return ended;
    }

    /** The time itself is what is awaited: an outage has a length. */
    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }
}
