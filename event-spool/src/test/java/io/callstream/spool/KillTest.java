package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a real process, again and again on the same spool. */
class KillTest {
    /** {@code -Pnightly} tries more. */
    private static final int KILLS = Integer.getInteger("callstream.test.kills", 2);

    private static final long SEED = System.nanoTime();

    @TempDir
    Path folder;

    private final Set<String> kept = new HashSet<>();
    private final Set<String> shipped = new HashSet<>();
    private final Set<String> noted = new HashSet<>();

    @Test
    @DisplayName("cause 13: nothing that was kept is missing, every call ends once, and none that was answered as lost")
    void nothingThatWasKeptIsMissingAndEveryCallEndsOnce() throws Exception {
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(1_000 + random.nextInt(10_000));
        }
        try (Spool spool = Spool.open(
                DoomedGateway.options(folder.resolve("spool")),
                TestKinds.all(),
                new TextOrphans(),
                Clock.systemUTC())) {
            assertThat(spool.epoch()).isEqualTo(KILLS + 1);
            shipTheRest(spool);
        }

        Set<String> missing = new TreeSet<>(kept);
        missing.removeAll(shipped);
        assertThat(missing).as("missing, with seed %d", SEED).isEmpty();
        assertThat(callsThatDidNotEndOnce()).as("with seed %d", SEED).isEmpty();
        assertThat(kept).hasSizeGreaterThan(KILLS * 100);
        assertThat(failed()).as("with seed %d", SEED).doesNotContainAnyElementsOf(noted);
        assertThat(noted).isNotEmpty();
    }

    private void runAndKill(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedGateway.class.getName(),
                        folder.resolve("spool").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int read = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                note(line); // whole: lines this short are written to a pipe in one piece
                if (++read == lines) {
                    process.toHandle().destroyForcibly(); // leaves the pipe to be read to its end
                }
            }
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private void note(String line) {
        int space = line.indexOf(' ');
        Set<String> place = line.startsWith("kept") ? kept : shipped;
        if (line.startsWith("noted")) {
            noted.add(line.substring(line.lastIndexOf(' ') + 1));
        }
        if (line.startsWith("kept") || line.startsWith("shipped")) {
            place.add(line.substring(space + 1));
        }
    }

    private void shipTheRest(Spool spool) {
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                for (SpoolRecord record : Spools.take(log.reader(stream))) {
                    note(DoomedGateway.line(
                            "shipped", log.epoch(), log.lane(), record.seq(), record.kind(), record.call()));
                }
            }
        }
    }

    /** Calls that were told as failed: only recovery tells such. */
    private Set<String> failed() {
        return shipped.stream()
                .map(record -> record.split(" ", -1))
                .filter(words -> words[3].equals("failure"))
                .map(words -> words[4])
                .collect(Collectors.toSet());
    }

    private Map<String, Integer> callsThatDidNotEndOnce() {
        Map<String, Integer> terminals = new HashMap<>();
        for (String record : shipped) {
            String[] words = record.split(" ", -1);
            EventKind kind = EventKind.ofWord(words[3]);
            if (kind != EventKind.CHUNK) {
                terminals.merge(words[4], kind.terminal() ? 1 : 0, Integer::sum);
            }
        }
        terminals.values().removeIf(count -> count == 1);
        return terminals;
    }
}
