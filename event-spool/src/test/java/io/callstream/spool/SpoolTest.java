package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path folder;

    @Test
    void keepsWhatIsAppendedInOrderForEachStream() {
        try (Spool spool = Spools.still(folder.resolve("spool"))) {
            Lane lane = spool.lane(0);
            Spools.append(lane, TestKinds.PRE_CALL, Spools.call(1), "asked");
            Spools.append(lane, TestKinds.CHUNK, Spools.call(1), "a piece");
            Spools.append(lane, TestKinds.SUCCESS, Spools.call(1), "answered");

            assertThat(lane.nextSeq()).isEqualTo(3);
            assertThat(spool.stats().pendingRecords()).isEqualTo(3);
            assertThat(Spools.drain(spool))
                    .containsExactly("0 pre-call asked", "2 success answered", "1 chunk a piece");
            assertThat(spool.stats().pendingRecords()).isZero();
        }
    }

    @Test
    void whatIsNotSettledIsReadAgainAtTheNextStart() {
        Path directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory)) {
            Lane lane = spool.lane(0);
            for (int i = 0; i < 3; i++) {
                Spools.append(lane, TestKinds.SUCCESS, Spools.call(i), "call " + i);
            }
            LogReader reader = spool.logs().get(0).reader(LogStream.LIFECYCLE);
            var records = Spools.take(reader);
            records.get(0).settle();
            records.get(2).settle();
            reader.settle();
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(Spools.drain(spool)).containsExactly("1 success call 1", "2 success call 2");
        }
    }

    @Test
    void countsItsStartsAndKeepsItsName() {
        Path directory = folder.resolve("spool");
        SpoolOptions unnamed =
                new SpoolOptions(directory, 1, 1 << 20, Spools.SEGMENT, Durability.SPOOLED, OnFull.SHED, null);
        String name;
        try (Spool first = Spool.open(unnamed, TestKinds.all(), new TextOrphans(), Clock.systemUTC())) {
            name = first.gatewayId();
            assertThat(first.epoch()).isEqualTo(1);
        }
        try (Spool second = Spool.open(unnamed, TestKinds.all(), new TextOrphans(), Clock.systemUTC())) {
            assertThat(second.gatewayId()).isEqualTo(name).startsWith("gw-");
            assertThat(second.epoch()).isEqualTo(2);
        }
    }

    @Test
    void refusesASecondGateway() {
        Path directory = folder.resolve("spool");
        try (Spool first = Spools.still(directory)) {
            assertThatThrownBy(() -> Spools.still(directory))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("in use by another gateway")
                    .hasMessageContaining(directory.toString());
            assertThat(first.epoch()).isEqualTo(1);
        }
    }

    @Test
    void saysInOneLineWhyItCannotOpen() throws IOException {
        Path file = Files.createFile(folder.resolve("taken"));

        assertThatThrownBy(() -> Spools.still(file))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        Path directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory);
                var files = Files.walk(directory)) {
            Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.call(1), "secret");
            assertThat(files)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void aCleanDrainLeavesNoContentBehind() throws IOException {
        Path directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory)) {
            Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.call(1), "secret");
            Spools.drain(spool);
        }
        assertThat(directory.resolve("segments")).isEmptyDirectory();
    }

    @Test
    void segmentsAreUsedAgain() {
        try (Spool spool = Spools.still(folder.resolve("spool"))) {
            Lane lane = spool.lane(0);
            String text = "x".repeat(1000);
            for (int i = 0; i < 1000; i++) {
                assertThat(Spools.append(lane, TestKinds.SUCCESS, Spools.call(i), text))
                        .isEqualTo(Appended.KEPT);
                spool.tick();
                if (i % 10 == 0) {
                    assertThat(Spools.drain(spool)).isNotEmpty().allMatch(each -> each.endsWith(text));
                }
            }
            assertThat(spool.stats().usedBytes()).isLessThanOrEqualTo(6L * Spools.SEGMENT);
        }
    }

    @Test
    void shedsAfterTheClose() {
        Spool spool = Spools.still(folder.resolve("spool"));
        Lane lane = spool.lane(0);
        spool.close();

        assertThat(Spools.append(lane, TestKinds.FAILURE, Spools.call(1), "late"))
                .isEqualTo(Appended.SHED);
        assertThat(spool.stats().losses()).containsExactly(new LossCount("failure", LossReason.CLOSED, 1));
    }
}
