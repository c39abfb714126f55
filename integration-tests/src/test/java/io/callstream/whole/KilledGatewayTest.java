package io.callstream.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.testing.provider.ReceivedCall;
import io.callstream.whole.Load.Seen;
import io.callstream.whole.story.Audit;
import io.callstream.whole.story.EventLog;
import io.callstream.whole.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's process is killed under load: nothing that left for the provider is untold, and every call ends once. */
class KilledGatewayTest {
    /** {@code -Pnightly} tries more. */
    private static final int KILLS = Integer.getInteger("callstream.test.kills", 1);

    private static final int CLIENTS = 20;
    private static final int CALLS_BEFORE_KILL = 80;
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Its streams last a second: some are open at any instant. */
    private static final String STREAMS = "sim-paced-20ms-50";

    @TempDir
    Path folder;

    private final List<Seen> seen = new ArrayList<>();

    @Test
    void everyCallOfAKilledGatewayIsToldToItsEnd() throws Exception {
        try (WholePath path = WholePath.start(folder)) {
            Path config = Files.writeString(
                    folder.resolve("config.yaml"),
                    Configs.gateway(path.provider(), path.backends(), "sim-text", STREAMS));
            for (int kill = 0; kill < KILLS; kill++) {
                runAndKill(config);
            }
            Audit audit;
            try (GatewayChild last = GatewayChild.start(config, data())) {
                audit = awaitEverything(path);
            }
            audit.everyCallIsWhole();
            audit.noNumberIsMissing();
            lostCallsAreThoseThatWereOpen(audit);
        }
    }

    private void runAndKill(Path config) throws Exception {
        try (GatewayChild gateway = GatewayChild.start(config, data());
                Load load = Load.on(new Client(gateway.url()), CLIENTS, "sim-text", STREAMS)) {
            await().atMost(SOON)
                    .until(() -> load.seen().stream().filter(Seen::well).count() >= CALLS_BEFORE_KILL);
            gateway.kill();
            load.close();
            seen.addAll(load.seen());
        }
    }

    /** What the provider was asked is the measure: it must have been told before. */
    private Audit awaitEverything(WholePath path) {
        Set<String> asked = new HashSet<>();
        for (ReceivedCall call : path.provider().received()) {
            asked.add(call.header("traceparent").orElseThrow().split("-", -1)[1]);
        }
        EventLog log = path.events();
        return await().atMost(SOON).until(() -> Audit.of(log.read()), audit -> {
            Set<String> ended = new HashSet<>();
            audit.stories().values().stream()
                    .filter(Story::ended)
                    .forEach(story -> ended.add(story.preCall().getTraceId()));
            return ended.containsAll(asked)
                    && audit.stories().values().stream().allMatch(Story::ended)
                    && audit.missingNumbers().isEmpty();
        });
    }

    private void lostCallsAreThoseThatWereOpen(Audit audit) {
        List<Story> failed = audit.stories().values().stream()
                .filter(story -> story.terminal().kind() == EventKind.FAILURE)
                .toList();
        assertThat(failed)
                .extracting(Story::failure)
                .extracting(FailureEvent::getErrorCode)
                .as("streams are open at every kill")
                .hasSizeGreaterThanOrEqualTo(KILLS)
                .containsOnly("GATEWAY_LOST");
        Set<String> told = audit.stories().keySet();
        assertThat(seen.stream().flatMap(each -> each.answer().stream()).map(Client.Answer::callId))
                .as("calls whose clients got an answer")
                .hasSizeGreaterThanOrEqualTo(KILLS * CALLS_BEFORE_KILL)
                .isSubsetOf(told);
    }

    private Path data() {
        return folder.resolve("gateway");
    }
}
