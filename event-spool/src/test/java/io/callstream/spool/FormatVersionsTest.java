package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds leave to each other: spools of version 1 of the format, and kinds of records that one of them does not know. */
class FormatVersionsTest {
    @TempDir
    Path folder;

    @Test
    void aSpoolOfVersion1IsRecoveredAndItsOpenCallsEnd() {
        try (Spool spool = Spools.still(OldSpool.unpack(folder.resolve("spool")))) {
            assertThat(spool.gatewayId()).isEqualTo("gateway-under-test");
            assertThat(spool.epoch()).isEqualTo(2);
            assertThat(spool.stats().openCallsClosed()).isEqualTo(2);
            assertThat(spool.stats().losses()).isEmpty();
            assertThat(records(spool))
                    .containsExactly(
                            "1/0/21 success " + sample(7),
                            "1/0/22 pre-call " + sample(8),
                            "1/0/23 pre-call " + sample(9),
                            "1/0/20 chunk " + sample(7),
                            "2/-1/0 failure " + sample(0),
                            "2/-1/1 failure " + sample(8),
                            "2/-1/2 success " + sample(9));
        }
    }

    @Test
    void recordsOfVersion1AreReadWithTheSchemaTheyWereWrittenWith() {
        try (Spool spool = Spools.still(OldSpool.unpack(folder.resolve("spool")))) {
            SpoolRecord success =
                    spool.logs().get(0).reader(LogStream.LIFECYCLE).peek();

            assertThat(spool.schema(success.fingerprint()).getName())
                    .isEqualTo(EventKind.SUCCESS.schema().getName());
            assertThat(success.payload().remaining()).isEqualTo(1154);
        }
    }

    @Test
    void filesOfVersion1AreUsedAgainForVersion2() throws IOException {
        Path directory = OldSpool.unpack(folder.resolve("spool"));
        Path crashed;
        try (Spool spool = Spools.still(directory)) {
            Spools.drain(spool);
            for (int i = 0; i < 30; i++) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.call(i), "x".repeat(1200));
                spool.tick();
            }
            crashed = Crash.copy(directory, folder.resolve("crashed"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(Spools.drain(spool)).hasSize(30);
            assertThat(spool.stats().losses()).isEmpty();
        }
    }

    @Test
    void recordsOfKindsThatThisBuildDoesNotKnowAreThereAsTheirSegmentSaysOfThem() throws IOException {
        Path directory = folder.resolve("later");
        Path crashed;
        try (Spool later = Spools.still(directory, TestKinds.later())) {
            Spools.append(later.lane(0), TestKinds.PRE_CALL, Spools.call(1), "started");
            Spools.append(later.lane(0), TestKinds.SESSION, Spools.call(1), "a session");
            Spools.append(later.lane(0), TestKinds.TRACE, Spools.call(1), "a trace");
            crashed = Crash.copy(directory, folder.resolve("crashed"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(spool.ownKinds()).doesNotContain(TestKinds.SESSION, TestKinds.TRACE);
            assertThat(spool.kinds()).contains(TestKinds.SESSION, TestKinds.TRACE);
            assertThat(records(spool))
                    .containsExactly(
                            "1/0/0 pre-call " + Spools.call(1),
                            "1/0/1 session " + Spools.call(1),
                            "1/0/2 trace " + Spools.call(1),
                            "2/-1/0 failure " + Spools.call(1));
            SpoolRecord session =
                    Spools.take(spool.logs().get(0).reader(LogStream.LIFECYCLE)).get(1);
            assertThat(session.kind()).isEqualTo(TestKinds.SESSION);
            assertThat(spool.schema(session.fingerprint())).isEqualTo(EventKind.PRE_CALL.schema());
        }
    }

    @Test
    void aRecordOfNoRoleNeitherEndsNorOpensACall() throws IOException {
        Path directory = folder.resolve("spool");
        Path crashed;
        try (Spool spool = Spools.still(directory, TestKinds.later())) {
            Spools.append(spool.lane(0), TestKinds.SESSION, Spools.call(1), "no start");
            Spools.append(spool.lane(0), TestKinds.PRE_CALL, Spools.call(2), "started");
            Spools.append(spool.lane(0), TestKinds.SESSION, Spools.call(2), "no end");
            crashed = Crash.copy(directory, folder.resolve("crashed"));
        }

        try (Spool spool = Spools.still(crashed, TestKinds.later())) {
            assertThat(spool.stats().openCallsClosed()).isEqualTo(1);
        }
    }

    @Test
    void bulkOfAnyKindIsGivenUpFirst() {
        try (Spool spool = Spool.open(
                Spools.options(folder.resolve("spool"), 1, 4),
                TestKinds.later(),
                new TextOrphans(),
                new TestClock(),
                BlockAllocator.zeros())) {
            for (int i = 0; spool.lane(0).pressure() == Pressure.NONE; i++) {
                Spools.append(spool.lane(0), TestKinds.SUCCESS, Spools.call(i), "x".repeat(1200));
                spool.tick();
            }

            assertThat(Spools.append(spool.lane(0), TestKinds.TRACE, Spools.call(0), "bulk"))
                    .isEqualTo(Appended.SHED);
            assertThat(Spools.append(spool.lane(0), TestKinds.SESSION, Spools.call(0), "kept"))
                    .isEqualTo(Appended.KEPT);
        }
    }

    @Test
    void aKindThatTheSpoolWasNotOpenedWithIsRefused() {
        try (Spool spool = Spools.still(folder.resolve("spool"))) {
            assertThatThrownBy(() -> Spools.append(spool.lane(0), TestKinds.SESSION, Spools.call(0), "?"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("session");
            assertThat(spool.lane(0).nextSeq()).isZero();
        }
    }

    private static CallKey sample(int number) {
        return CallKey.of(UUID.fromString(SampleCall.number(number).callId()));
    }

    private static List<String> records(Spool spool) {
        List<String> records = new ArrayList<>();
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                LogReader reader = log.reader(stream);
                Spools.take(reader)
                        .forEach(record -> records.add(record.epoch() + "/" + record.lane() + "/" + record.seq() + " "
                                + record.kind().word() + " " + record.call()));
                reader.rewind();
            }
        }
        return records;
    }
}
