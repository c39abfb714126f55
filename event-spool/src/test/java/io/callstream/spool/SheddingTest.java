package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheddingTest {
    private static final String TEXT = "x".repeat(500);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final AtomicBoolean diskFull = new AtomicBoolean();
    private final BlockAllocator disk = (channel, bytes) -> {
        if (diskFull.get()) {
            throw new IOException("No space left on device");
        }
        BlockAllocator.zeros().allocate(channel, bytes);
    };

    @Test
    void chunksGoFirstTerminalEventsLast() {
        try (Spool spool = open(16)) {
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 2000 && order.size() < 3; i++) {
                for (SpoolKind kind : List.of(TestKinds.CHUNK, TestKinds.PRE_CALL, TestKinds.SUCCESS)) {
                    Appended appended = Spools.append(spool.lane(0), kind, Spools.random(), TEXT);
                    if (appended == Appended.SHED && !order.contains(kind.word())) {
                        order.add(kind.word());
                    }
                }
                spool.tick();
            }
            assertThat(order).containsExactly("chunk", "pre-call", "success");
        }
    }

    @Test
    void asksForEventsWithoutContentBeforePreCallsAreShed() {
        try (Spool spool = open(16)) {
            Lane lane = spool.lane(0);
            List<Pressure> levels = new ArrayList<>(List.of(lane.pressure()));
            while (lane.pressure() != Pressure.FULL) {
                Spools.append(lane, TestKinds.SUCCESS, Spools.random(), TEXT);
                spool.tick();
                if (lane.pressure() != levels.get(levels.size() - 1)) {
                    levels.add(lane.pressure());
                }
            }
            assertThat(levels)
                    .containsExactly(
                            Pressure.NONE,
                            Pressure.SHED_CHUNKS,
                            Pressure.SHED_CONTENT,
                            Pressure.SHED_PRE_CALLS,
                            Pressure.FULL);
        }
    }

    @Test
    void everyNumberIsEitherInTheSpoolOrCounted() throws IOException {
        long appended = 5000;
        Spool spool = open(16);
        for (int i = 0; i < appended; i++) {
            Spools.append(spool.lane(0), TestKinds.all().all().get(i % 4).kind(), Spools.random(), TEXT);
            spool.tick();
        }
        int kept = Spools.drain(spool).size();
        long lost = spool.stats().losses().stream().mapToLong(LossCount::count).sum();
        assertThat(kept + lost).isEqualTo(appended);
        assertThat(spool.lane(0).nextSeq()).isEqualTo(appended);
        spool.close();

        List<String> lines = Files.readAllLines(folder.resolve("spool/losses"));
        long written = lines.stream()
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* count=(\\d+) .*", "$1")))
                .sum();
        assertThat(written).isEqualTo(lost);
        assertThat(lines).allMatch(line -> line.contains(" lane=0 ") && line.contains(" reason=budget "));
    }

    @Test
    void spaceThatIsGivenBackIsUsedAgain() {
        try (Spool spool = open(16)) {
            while (spool.lane(0).pressure() != Pressure.FULL) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
                spool.tick();
            }
            Spools.drain(spool);
            spool.tick();

            assertThat(spool.lane(0).pressure()).isEqualTo(Pressure.NONE);
            assertThat(Spools.append(spool.lane(0), TestKinds.CHUNK, Spools.random(), TEXT))
                    .isEqualTo(Appended.KEPT);
        }
    }

    @Test
    void spaceThatIsNoLongerNeededIsGivenUpSlowly() {
        try (Spool spool = open(64)) {
            for (int i = 0; i < 400; i++) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
                spool.tick();
            }
            Spools.drain(spool);
            long before = spool.stats().usedBytes();
            assertThat(before).isGreaterThan(10L * Spools.SEGMENT);

            clock.advance(Duration.ofSeconds(20));
            spool.tick();
            assertThat(spool.stats().usedBytes()).isEqualTo(before - Spools.SEGMENT);

            for (int i = 0; i < 64; i++) {
                clock.advance(Duration.ofSeconds(20));
                spool.tick();
            }
            assertThat(spool.stats().usedBytes()).isLessThanOrEqualTo(3L * Spools.SEGMENT);
        }
    }

    @Test
    void aFullDiskShedsAndRecoversByItself() {
        try (Spool spool = open(64)) {
            diskFull.set(true);
            while (Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT) == Appended.KEPT) {
                spool.tick();
            }
            assertThat(spool.stats().losses()).containsExactly(new LossCount("success", LossReason.DISK_FULL, 1));

            diskFull.set(false);
            clock.advance(Duration.ofSeconds(2));
            spool.tick();
            assertThat(Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT))
                    .isEqualTo(Appended.KEPT);
        }
    }

    @Test
    void aKeeperThatIsLateCostsChunksFirst() {
        try (Spool spool = open(64)) {
            Lane lane = spool.lane(0);
            int chunks = 0;
            while (Spools.append(lane, TestKinds.CHUNK, Spools.random(), TEXT) == Appended.KEPT) {
                chunks++;
            }
            assertThat(chunks).isPositive();
            assertThat(Spools.append(lane, TestKinds.SUCCESS, Spools.random(), TEXT))
                    .isEqualTo(Appended.KEPT);
            assertThat(spool.stats().losses()).containsExactly(new LossCount("chunk", LossReason.LATE, 1));
        }
    }

    @Test
    void whatIsLargerThanASegmentIsCountedByName() {
        try (Spool spool = open(64)) {
            String huge = "x".repeat(Spools.SEGMENT);
            assertThat(Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), huge))
                    .isEqualTo(Appended.SHED);
            assertThat(spool.stats().losses()).containsExactly(new LossCount("success", LossReason.TOO_LARGE, 1));
        }
    }

    private Spool open(int segments) {
        return Spool.open(
                Spools.options(folder.resolve("spool"), 1, segments), TestKinds.all(), new TextOrphans(), clock, disk);
    }
}
