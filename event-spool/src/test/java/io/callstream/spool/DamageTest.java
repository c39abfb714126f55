package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int RECORDS = 30;
    private static final String TEXT = "x".repeat(1000);

    @TempDir
    Path folder;

    private Path directory = Path.of("");

    @BeforeEach
    void fill() {
        directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory)) {
            for (int i = 0; i < RECORDS; i++) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.call(i), TEXT);
                spool.tick();
            }
        }
    }

    @Test
    void aDamagedLengthCostsOneRecord() throws IOException {
        overwrite(3, Layout.LENGTH, new byte[] {(byte) 0xff, 0x3f, 0, 0});

        assertThatOnlyTheseAreLost(3);
    }

    @Test
    void aDamagedStretchCostsWhatItCovers() throws IOException {
        overwrite(4, 500, new byte[2000]);

        assertThatOnlyTheseAreLost(4, 6);
    }

    @Test
    void theEndOfASegmentThatIsNotItsLastIsCountedToo() throws IOException {
        overwrite(10, 0, new byte[40]);

        assertThatOnlyTheseAreLost(10);
    }

    @Test
    void aTornEndIsCutWithoutALoss() throws IOException {
        overwrite(RECORDS - 1, 600, new byte[300]);

        try (Spool spool = Spools.still(directory)) {
            assertThat(spool.stats().losses()).isEmpty();
            assertThat(Spools.drain(spool)).hasSize(RECORDS - 1);
        }
    }

    @Test
    void damageUnderARunningGatewayIsCountedWhenItIsRead() throws IOException {
        directory = folder.resolve("running");
        try (Spool spool = Spools.still(directory)) {
            for (int i = 0; i < 5; i++) {
                Spools.append(spool.lane(0), i == 3 ? TestKinds.CHUNK : TestKinds.SUCCESS, Spools.call(i), TEXT);
            }
            overwrite(2, 600, new byte[100]);

            assertThat(Spools.drain(spool)).hasSize(4).noneMatch(each -> seq(each) == 2);
            assertThat(spool.stats().losses()).containsExactly(new LossCount("unknown", LossReason.CORRUPT, 1));
            assertThat(spool.stats().pendingRecords()).isEqualTo(1); // counted as lost, and never acknowledged
        }
    }

    @Test
    void aSegmentWithoutAReadableHeaderIsSetAside() throws IOException {
        Path file = Frames.find(directory, 1, 0).file();
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(20);
            bytes.write(99);
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(Spools.drain(spool)).isNotEmpty().noneMatch(each -> each.startsWith("0 "));
            assertThat(spool.stats().losses()).extracting(LossCount::reason).contains(LossReason.CORRUPT);
        }
        assertThat(file.resolveSibling(file.getFileName() + ".damaged")).exists();
    }

    @Test
    void aHalfMadeSegmentIsRemoved() throws IOException {
        Path half = Files.write(directory.resolve("segments/0000000099.seg.tmp"), new byte[5000]);

        try (Spool spool = Spools.still(directory)) {
            assertThat(Spools.drain(spool)).hasSize(RECORDS);
        }
        assertThat(half).doesNotExist();
    }

    private void overwrite(int seq, int at, byte[] bytes) throws IOException {
        Frames.Place place = Frames.find(directory, 1, seq);
        try (RandomAccessFile file = new RandomAccessFile(place.file().toFile(), "rw")) {
            file.seek(place.offset() + at);
            file.write(bytes);
        }
    }

    /** Lost: all numbers from the first to the last. */
    private void assertThatOnlyTheseAreLost(int first, int last) {
        try (Spool spool = Spools.still(directory)) {
            assertThat(spool.stats().losses())
                    .containsExactly(new LossCount("unknown", LossReason.CORRUPT, last - first + 1));
            assertThat(Spools.drain(spool))
                    .hasSize(RECORDS - (last - first + 1))
                    .noneMatch(each -> seq(each) >= first && seq(each) <= last);
        }
    }

    private void assertThatOnlyTheseAreLost(int one) {
        assertThatOnlyTheseAreLost(one, one);
    }

    private static int seq(String record) {
        return Integer.parseInt(record.substring(0, record.indexOf(' ')));
    }
}
