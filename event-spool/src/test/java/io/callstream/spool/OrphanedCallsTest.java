package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedCallsTest {
    /** As long as an event with a short conversation. */
    private static final String STARTED = "started ".repeat(150);

    @TempDir
    Path folder;

    @Test
    void aCallThatWasOpenAtTheCrashEndsAsLost() throws IOException {
        CallKey open = Spools.call(0);
        CallKey ended = Spools.call(1);
        Path crashed;
        try (Spool spool = Spools.still(folder.resolve("first"))) {
            tell(spool.lane(0), open);
            tell(spool.lane(0), ended);
            Spools.append(spool.lane(0), TestKinds.SUCCESS, ended, "answered");
            crashed = Crash.copy(folder.resolve("first"), folder.resolve("second"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(spool.stats().openCallsClosed()).isEqualTo(1);
            SpoolRecord lost = recovered(spool).get(0);
            assertThat(lost.call()).isEqualTo(open);
            assertThat(Spools.describe(lost)).isEqualTo("0 failure " + TextOrphans.LOST + STARTED);
            assertThat(lost.epoch()).isEqualTo(2);
        }
    }

    @Test
    void itIsToldOnceHoweverOftenTheGatewayDies() throws IOException {
        Path directory = folder.resolve("0");
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), Spools.call(0));
            directory = Crash.copy(directory, folder.resolve("1"));
        }
        for (int death = 2; death < 5; death++) {
            try (Spool spool = Spools.still(directory)) {
                assertThat(recovered(spool)).hasSize(1);
                directory = Crash.copy(directory, folder.resolve("" + death));
            }
        }
        try (Spool spool = Spools.still(directory)) {
            assertThat(Spools.drain(spool)).hasSize(2);
            directory = Crash.copy(directory, folder.resolve("drained"));
        }
        try (Spool spool = Spools.still(directory)) {
            assertThat(Spools.drain(spool)).isEmpty();
        }
    }

    @Test
    void aRecoveryThatDiesHalfWayIsCompletedByTheNext() throws IOException {
        Path directory = folder.resolve("first");
        int calls = 100;
        try (Spool spool = Spools.still(directory)) {
            for (int i = 0; i < calls; i++) {
                tell(spool.lane(0), Spools.call(i));
                spool.tick();
            }
            directory = Crash.copy(directory, folder.resolve("second"));
        }
        AtomicInteger allocations = new AtomicInteger();
        BlockAllocator failing = (channel, bytes) -> {
            if (allocations.incrementAndGet() > 2) {
                throw new IOException("No space left on device");
            }
            BlockAllocator.zeros().allocate(channel, bytes);
        };
        Path half;
        long shipped;
        try (Spool spool = Spool.open(
                Spools.options(directory, 1, 64), TestKinds.all(), new TextOrphans(), Clock.systemUTC(), failing)) {
            assertThat(allocations).hasValueGreaterThan(2);
            assertThat(spool.stats().openCallsClosed()).isZero();
            shipped = Spools.drain(spool).stream()
                    .filter(each -> each.contains("failure"))
                    .count();
            assertThat(shipped).isBetween(1L, calls - 1L);
            half = Crash.copy(directory, folder.resolve("third"));
        }

        try (Spool spool = Spools.still(half)) {
            assertThat(recovered(spool))
                    .extracting(SpoolRecord::call)
                    .doesNotHaveDuplicates()
                    .hasSize(spool.stats().openCallsClosed());
            assertThat(spool.stats().openCallsClosed() + shipped).isEqualTo(calls);
        }
    }

    @Test
    void anOpenCallIsCarriedForwardAndPinsNothing() throws IOException {
        Path directory = folder.resolve("first");
        CallKey slow = Spools.call(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 30);

            assertThat(spool.stats().usedBytes()).isLessThan(8L * Spools.SEGMENT);
            directory = Crash.copy(directory, folder.resolve("second"));
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(recovered(spool)).extracting(SpoolRecord::call).containsExactly(slow);
        }
    }

    @Test
    void aCarriedCallThatEndsIsForgotten() throws IOException {
        Path directory = folder.resolve("first");
        CallKey slow = Spools.call(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 10);
            assertThat(directory.resolve("carried")).isNotEmptyDirectory();

            Spools.append(spool.lane(0), TestKinds.SUCCESS, slow, "at last");
            fillAndShip(spool, 10);
            assertThat(directory.resolve("carried")).isEmptyDirectory();
            directory = Crash.copy(directory, folder.resolve("second"));
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(spool.stats().openCallsClosed()).isZero();
        }
    }

    @Test
    void aGracefulStopLeavesOpenCallsToTheNextStart() {
        Path directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), Spools.call(0));
            Spools.drain(spool);
        }
        try (Spool spool = Spools.still(directory)) {
            assertThat(recovered(spool)).hasSize(1);
        }
    }

    @Test
    void whoMakesTheEventSeesWhatWasKeptAndWhereItWillStand() {
        Path directory = folder.resolve("spool");
        CallKey call = Spools.call(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), call);
        }
        List<OpenCall> asked = new ArrayList<>();
        List<OrphanEvents.Place> places = new ArrayList<>();
        OrphanEvents events = (open, place) -> {
            asked.add(open);
            places.add(place);
            return new OrphanEvents.End(TestKinds.FAILURE, Spools.text("over"));
        };
        try (Spool spool = open(directory, events)) {
            OpenCall open = asked.get(0);
            assertThat(open.key()).isEqualTo(call);
            assertThat(open.preCall().schema()).isEqualTo(EventKind.PRE_CALL.schema());
            assertThat(StandardCharsets.UTF_8.decode(open.preCall().body()).toString())
                    .isEqualTo(STARTED);
            assertThat(open.end()).isNull();
            int room = Spools.SEGMENT - Layout.FRAMES - Layout.FRAME_HEADER - Layout.ALIGNMENT;
            assertThat(places).containsExactly(new OrphanEvents.Place("gateway-under-test", 2, -1, 0, room));
            assertThat(recovered(spool)).extracting(Spools::describe).containsExactly("0 failure over");
        }
    }

    @Test
    void aCallWhoseEventCannotBeMadeIsCountedAsLost() {
        Path directory = folder.resolve("spool");
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), Spools.call(0));
            tell(spool.lane(0), Spools.call(1));
        }
        OrphanEvents unable = (open, place) -> open.key().equals(Spools.call(0))
                ? null
                : new OrphanEvents.End(TestKinds.FAILURE, ByteBuffer.allocate(place.largest() + 1));
        try (Spool spool = open(directory, unable)) {
            assertThat(recovered(spool)).isEmpty();
            assertThat(spool.stats().losses()).containsExactly(new LossCount("unknown", LossReason.CORRUPT, 2));
        }
    }

    @Test
    @DisplayName("cause 13: a call whose end was noted is told as it ended, not as lost")
    void aNotedEndIsToldAfterTheCrash() throws IOException {
        CallKey call = Spools.call(0);
        Path crashed;
        try (Spool spool = Spools.still(folder.resolve("first"))) {
            tell(spool.lane(0), call);
            note(spool.lane(0), call);
            assertThat(spool.lane(0).nextSeq()).isEqualTo(1);
            assertThat(Spools.drain(spool)).hasSize(1);
            crashed = Crash.copy(folder.resolve("first"), folder.resolve("second"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(spool.stats().openCallsClosed()).isZero();
            assertThat(recovered(spool)).extracting(Spools::describe).containsExactly("0 success an answer");
            assertThat(Spools.drain(spool)).hasSize(1);
        }
    }

    @Test
    void aNotedEndThatWasToldIsToldOnce() throws IOException {
        CallKey call = Spools.call(0);
        Path crashed;
        try (Spool spool = Spools.still(folder.resolve("first"))) {
            tell(spool.lane(0), call);
            note(spool.lane(0), call);
            Spools.append(spool.lane(0), TestKinds.SUCCESS, call, "answered");
            assertThat(spool.stats().pendingRecords()).isEqualTo(2);
            crashed = Crash.copy(folder.resolve("first"), folder.resolve("second"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(spool.stats().pendingRecords()).isEqualTo(2);
            assertThat(Spools.drain(spool)).hasSize(2);
            assertThat(spool.stats().losses()).isEmpty();
        }
    }

    @Test
    void aNotedEndIsCarriedForwardWithItsCall() throws IOException {
        Path directory = folder.resolve("first");
        CallKey slow = Spools.call(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 3);
            note(spool.lane(0), slow);
            fillAndShip(spool, 30);
            directory = Crash.copy(directory, folder.resolve("second"));
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(recovered(spool)).extracting(SpoolRecord::call).containsExactly(slow);
            assertThat(recovered(spool)).extracting(Spools::describe).containsExactly("0 success an answer");
        }
    }

    @Test
    void aCarriedEndThatIsToldIsForgotten() throws IOException {
        Path directory = folder.resolve("first");
        CallKey slow = Spools.call(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            note(spool.lane(0), slow);
            fillAndShip(spool, 10);
            assertThat(directory.resolve("carried")).isNotEmptyDirectory();
            Spools.append(spool.lane(0), TestKinds.SUCCESS, slow, "at last");
            fillAndShip(spool, 10);

            assertThat(directory.resolve("carried")).isEmptyDirectory();
        }
    }

    private static void note(Lane lane, CallKey call) {
        assertThat(lane.note(TestKinds.SUCCESS, call, Spools.text("an answer"))).isTrue();
    }

    private static Spool open(Path directory, OrphanEvents events) {
        return Spool.open(
                Spools.options(directory, 1, 64), TestKinds.all(), events, Clock.systemUTC(), BlockAllocator.zeros());
    }

    private static void fillAndShip(Spool spool, int segments) {
        for (int i = 0; i < segments; i++) {
            for (int j = 0; j < 10; j++) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.random(), "x".repeat(1200));
            }
            spool.tick();
            Spools.drain(spool);
        }
    }

    private static void tell(Lane lane, CallKey call) {
        assertThat(Spools.append(lane, TestKinds.PRE_CALL, call, STARTED)).isEqualTo(Appended.KEPT);
    }

    /** The ends that recovery told and nobody has settled. */
    private static List<SpoolRecord> recovered(Spool spool) {
        return spool.logs().stream()
                .filter(log -> log.lane() == OrphanedCallLog.LANE)
                .flatMap(log -> peekAll(log).stream())
                .toList();
    }

    private static List<SpoolRecord> peekAll(LaneLog log) {
        LogReader reader = log.reader(LogStream.LIFECYCLE);
        List<SpoolRecord> records = Spools.take(reader);
        reader.rewind();
        return records;
    }
}
