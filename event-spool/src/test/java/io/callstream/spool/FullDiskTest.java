package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("X27: a spool that cannot be written is never well")
class FullDiskTest {
    private static final String TEXT = "x".repeat(200);

    @TempDir
    Path folder;

    private final SmallDisk disk = new SmallDisk();
    private final TestClock clock = new TestClock();

    @Test
    void aStartWithoutRoomIsRefused() {
        disk.free = Spools.SEGMENT;

        assertThatThrownBy(() -> open(OnFull.SHED))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining(folder.resolve("spool") + " has no room")
                .hasMessageContaining(Spools.SEGMENT + " bytes free")
                .hasMessageContaining("need " + 2 * Spools.SEGMENT);
    }

    @Test
    void soIsOneOnADiskThatOnlySaysThatItHasRoom() {
        disk.full = true;

        assertThatThrownBy(() -> open(OnFull.SHED))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("no room");
    }

    @Test
    void whatWaitsToBeShippedMayMakeRoom() {
        try (Spool spool = open(OnFull.SHED)) {
            Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
        }
        disk.full = true;
        disk.free = 0;

        try (Spool spool = open(OnFull.SHED)) {
            assertThat(spool.stats().state()).isEqualTo(SpoolState.FULL);
        }
    }

    @Test
    void aDiskThatFillsUpIsSaidAtOnce() {
        try (Spool spool = open(OnFull.SHED)) {
            assertThat(spool.stats().state()).isEqualTo(SpoolState.KEEPING);
            disk.full = true;
            fillASegment(spool);

            assertThat(spool.stats().state()).isEqualTo(SpoolState.FULL);
            assertThat(spool.lane(0).takesCalls()).isTrue();
        }
    }

    @Test
    void callsAreRefusedBeforeAnythingIsLost() {
        try (Spool spool = open(OnFull.REFUSE_CALLS)) {
            assertThat(spool.lane(0).takesCalls()).isTrue();
            disk.full = true;
            fillASegment(spool);

            assertThat(spool.stats().state()).isEqualTo(SpoolState.REFUSING);
            assertThat(spool.lane(0).takesCalls()).isFalse();
            assertThat(spool.stats().losses()).isEmpty();
        }
    }

    @Test
    void theBudgetIsEnoughForTheCallsUnderWay() {
        try (Spool spool = open(OnFull.REFUSE_CALLS)) {
            while (spool.lane(0).takesCalls()) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
                spool.tick();
            }
            for (int i = 0; i < 100; i++) {
                Spools.append(spool.lane(0), TestKinds.CHUNK, Spools.random(), TEXT);
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
                spool.tick();
            }

            assertThat(spool.stats().losses()).isEmpty();
        }
    }

    /** Until the lane takes the segment that lay ready and none can be laid. */
    private static void fillASegment(Spool spool) {
        while (spool.stats().state() == SpoolState.KEEPING) {
            Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), TEXT);
            spool.tick();
        }
    }

    private Spool open(OnFull onFull) {
        SpoolOptions options = new SpoolOptions(
                folder.resolve("spool"), 1, 64L * Spools.SEGMENT, Spools.SEGMENT, Durability.SPOOLED, onFull, "g");
        return Spool.open(options, TestKinds.all(), new TextOrphans(), clock, disk);
    }

    private static final class SmallDisk implements BlockAllocator {
        private volatile boolean full;
        private volatile long free = Long.MAX_VALUE / 2;

        @Override
        public void allocate(FileChannel channel, int bytes) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
            BlockAllocator.zeros().allocate(channel, bytes);
        }

        @Override
        public long free(Path ignored) {
            return free;
        }
    }
}
