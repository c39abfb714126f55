package io.callstream.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.codec.EventEncoder;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedCallsTest {
    private static final EventEncoder ENCODER = new EventEncoder();

    @TempDir
    Path folder;

    @Test
    void aCallThatWasOpenAtTheCrashEndsAsLost() throws IOException {
        SampleCall open = SampleCall.number(0);
        SampleCall ended = SampleCall.number(1);
        Path crashed;
        try (Spool spool = Spools.still(folder.resolve("first"))) {
            tell(spool.lane(0), open);
            tell(spool.lane(0), ended);
            Spools.append(spool.lane(0), EventKind.SUCCESS, key(ended), "answered");
            crashed = Crash.copy(folder.resolve("first"), folder.resolve("second"));
        }

        try (Spool spool = Spools.still(crashed)) {
            assertThat(spool.stats().openCallsClosed()).isEqualTo(1);
            FailureEvent lost = failures(spool).get(0);
            PreCallEvent told = open.preCall();
            assertThat(lost.getErrorCode()).isEqualTo("GATEWAY_LOST");
            assertThat(lost.getEventId()).isEqualTo(open.callId() + ":failure");
            assertThat(lost.getRequestBody()).isEqualTo(told.getRequestBody());
            assertThat(lost.getTags()).isEqualTo(told.getTags());
            assertThat(lost.getStartedAt()).isEqualTo(told.getEventTime());
            assertThat(lost.getGatewayEpoch()).isEqualTo(2);
            assertThat(lost.getLane()).isEqualTo(-1);
            assertThat(lost.getSeq()).isZero();
        }
    }

    @Test
    void itIsToldOnceHoweverOftenTheGatewayDies() throws IOException {
        Path directory = folder.resolve("0");
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), SampleCall.number(0));
            directory = Crash.copy(directory, folder.resolve("1"));
        }
        for (int death = 2; death < 5; death++) {
            try (Spool spool = Spools.still(directory)) {
                assertThat(failures(spool)).hasSize(1);
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
                tell(spool.lane(0), SampleCall.number(i));
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
        try (Spool spool = Spool.open(Spools.options(directory, 1, 64), Clock.systemUTC(), failing)) {
            assertThat(allocations).hasValueGreaterThan(2);
            assertThat(spool.stats().openCallsClosed()).isZero();
            shipped = Spools.drain(spool).stream()
                    .filter(each -> each.contains("failure"))
                    .count();
            assertThat(shipped).isBetween(1L, calls - 1L);
            half = Crash.copy(directory, folder.resolve("third"));
        }

        try (Spool spool = Spools.still(half)) {
            assertThat(failures(spool))
                    .extracting(FailureEvent::getEventId)
                    .doesNotHaveDuplicates()
                    .hasSize(spool.stats().openCallsClosed());
            assertThat(spool.stats().openCallsClosed() + shipped).isEqualTo(calls);
        }
    }

    @Test
    void anOpenCallIsCarriedForwardAndPinsNothing() throws IOException {
        Path directory = folder.resolve("first");
        SampleCall slow = SampleCall.number(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 30);

            assertThat(spool.stats().usedBytes()).isLessThan(8L * Spools.SEGMENT);
            directory = Crash.copy(directory, folder.resolve("second"));
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(failures(spool)).extracting(FailureEvent::getCallId).containsExactly(slow.callId());
        }
    }

    @Test
    void aCarriedCallThatEndsIsForgotten() throws IOException {
        Path directory = folder.resolve("first");
        SampleCall slow = SampleCall.number(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 10);
            assertThat(directory.resolve("carried")).isNotEmptyDirectory();

            Spools.append(spool.lane(0), EventKind.SUCCESS, key(slow), "at last");
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
            tell(spool.lane(0), SampleCall.number(0));
            Spools.drain(spool);
        }
        try (Spool spool = Spools.still(directory)) {
            assertThat(failures(spool)).hasSize(1);
        }
    }

    @Test
    void aPreCallTooLargeToBeRepeatedIsToldWithoutItsBody() throws IOException {
        Path directory = folder.resolve("spool");
        PreCallEvent large = SampleCall.number(0).preCall();
        int room = Spools.SEGMENT - Layout.FRAMES - Layout.FRAME_HEADER;
        large.setRequestBody("x".repeat(10_000)); // from here on, one more is one byte more
        int more = room - ENCODER.body(EventKind.PRE_CALL, large).length;
        large.setRequestBody("x".repeat(10_000 + more));
        byte[] body = ENCODER.body(EventKind.PRE_CALL, large);
        try (Spool spool = Spools.still(directory)) {
            assertThat(spool.lane(0).append(EventKind.PRE_CALL, key(SampleCall.number(0)), ByteBuffer.wrap(body)))
                    .isEqualTo(Appended.KEPT);
        }
        try (Spool spool = Spools.still(directory)) {
            FailureEvent lost = failures(spool).get(0);
            assertThat(lost.getCapture()).isEqualTo("shed");
            assertThat(lost.getRequestBody()).isNull();
            assertThat(lost.getCallId()).isEqualTo(large.getCallId());
        }
    }

    @Test
    @DisplayName("cause 13: a call whose end was noted is told as it ended, not as lost")
    void aNotedEndIsToldAfterTheCrash() throws IOException {
        SampleCall call = SampleCall.number(0);
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
            SuccessEvent told = successes(spool).get(0);
            assertThat(told.getEventId()).isEqualTo(call.callId() + ":success");
            assertThat(told.getResponseBody()).isEqualTo(call.success().getResponseBody());
            assertThat(told.getGatewayEpoch()).isEqualTo(2);
            assertThat(told.getLane()).isEqualTo(-1);
            assertThat(told.getSeq()).isZero();
            assertThat(Spools.drain(spool)).hasSize(1);
        }
    }

    @Test
    void aNotedEndThatWasToldIsToldOnce() throws IOException {
        SampleCall call = SampleCall.number(0);
        Path crashed;
        try (Spool spool = Spools.still(folder.resolve("first"))) {
            tell(spool.lane(0), call);
            note(spool.lane(0), call);
            Spools.append(spool.lane(0), EventKind.SUCCESS, key(call), "answered");
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
        SampleCall slow = SampleCall.number(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            fillAndShip(spool, 3);
            note(spool.lane(0), slow);
            fillAndShip(spool, 30);
            directory = Crash.copy(directory, folder.resolve("second"));
        }

        try (Spool spool = Spools.still(directory)) {
            assertThat(successes(spool)).extracting(SuccessEvent::getCallId).containsExactly(slow.callId());
        }
    }

    @Test
    void aCarriedEndThatIsToldIsForgotten() throws IOException {
        Path directory = folder.resolve("first");
        SampleCall slow = SampleCall.number(0);
        try (Spool spool = Spools.still(directory)) {
            tell(spool.lane(0), slow);
            note(spool.lane(0), slow);
            fillAndShip(spool, 10);
            assertThat(directory.resolve("carried")).isNotEmptyDirectory();
            Spools.append(spool.lane(0), EventKind.SUCCESS, key(slow), "at last");
            fillAndShip(spool, 10);

            assertThat(directory.resolve("carried")).isEmptyDirectory();
        }
    }

    private static void note(Lane lane, SampleCall call) {
        byte[] body = ENCODER.body(EventKind.SUCCESS, call.success());
        assertThat(lane.note(EventKind.SUCCESS, key(call), ByteBuffer.wrap(body)))
                .isTrue();
    }

    private static List<SuccessEvent> successes(Spool spool) {
        return recovered(spool)
                .map(record -> decode(record, SuccessEvent.class))
                .toList();
    }

    private static void fillAndShip(Spool spool, int segments) {
        for (int i = 0; i < segments; i++) {
            for (int j = 0; j < 10; j++) {
                Spools.append(spool.lane(0), EventKind.SUCCESS, Spools.random(), "x".repeat(1200));
            }
            spool.tick();
            Spools.drain(spool);
        }
    }

    private static void tell(Lane lane, SampleCall call) {
        byte[] body = ENCODER.body(EventKind.PRE_CALL, call.preCall());
        assertThat(lane.append(EventKind.PRE_CALL, key(call), ByteBuffer.wrap(body)))
                .isEqualTo(Appended.KEPT);
    }

    private static CallKey key(SampleCall call) {
        return CallKey.of(UUID.fromString(call.callId()));
    }

    /** The failures that recovery told and nobody has settled. */
    private static List<FailureEvent> failures(Spool spool) {
        return recovered(spool)
                .map(record -> decode(record, FailureEvent.class))
                .toList();
    }

    private static java.util.stream.Stream<SpoolRecord> recovered(Spool spool) {
        return spool.logs().stream()
                .filter(log -> log.lane() == OrphanedCalls.LANE)
                .flatMap(log -> peekAll(log).stream());
    }

    private static List<SpoolRecord> peekAll(LaneLog log) {
        LogReader reader = log.reader(LogStream.LIFECYCLE);
        List<SpoolRecord> records = Spools.take(reader);
        reader.rewind();
        return records;
    }

    private static <E extends SpecificRecord> E decode(SpoolRecord record, Class<E> type) {
        byte[] body = new byte[record.payload().remaining()];
        record.payload().get(body);
        try {
            return new SpecificDatumReader<>(type)
                    .read(null, DecoderFactory.get().binaryDecoder(body, null));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
