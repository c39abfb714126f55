package io.callstream.spool;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventEncoder;
import io.callstream.testing.events.SampleCall;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A process that appends, ships and recycles as fast as it can, until it is killed. Says {@code kept} after each
 * append and {@code shipped} before each settlement, one line each; its parent draws the conclusions.
 */
final class DoomedGateway {
    private static final int LANES = 2;
    private static final int OPEN_CALLS = 5;
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final byte[] PRE_CALL =
            new EventEncoder().body(EventKind.PRE_CALL, SampleCall.number(0).preCall());

    private static final byte[] SUCCESS =
            new EventEncoder().body(EventKind.SUCCESS, SampleCall.number(0).success());

    private DoomedGateway() {}

    public static void main(String[] args) {
        Spool spool = Spool.open(options(Path.of(args[0])), TestKinds.all(), new TextOrphans(), Clock.systemUTC());
        for (int lane = 0; lane < LANES; lane++) {
            Lane own = spool.lane(lane);
            new Thread(() -> tell(spool.epoch(), own)).start();
        }
        ship(spool);
    }

    static SpoolOptions options(Path directory) {
        return new SpoolOptions(
                directory, LANES, 64 * Spools.SEGMENT, Spools.SEGMENT, Durability.SPOOLED, OnFull.SHED, "doomed");
    }

    static String line(String what, long epoch, int lane, long seq, SpoolKind kind, CallKey call) {
        return what + ' ' + epoch + ' ' + lane + ' ' + seq + ' ' + kind.word() + ' ' + call;
    }

    private static void tell(long epoch, Lane lane) {
        Deque<CallKey> open = new ArrayDeque<>();
        while (true) {
            CallKey call = Spools.random();
            append(epoch, lane, TestKinds.PRE_CALL, call, ByteBuffer.wrap(PRE_CALL));
            append(epoch, lane, TestKinds.CHUNK, call, Spools.text("a piece"));
            open.add(call);
            if (open.size() > OPEN_CALLS) {
                answered(epoch, lane, open.remove());
            }
        }
    }

    /** Every other call's end is noted first, which is when its client could know of it. */
    private static void answered(long epoch, Lane lane, CallKey call) {
        if (call.low() % 2 != 0 && lane.note(TestKinds.SUCCESS, call, ByteBuffer.wrap(SUCCESS))) {
            say(line("noted", epoch, lane.number(), lane.nextSeq(), TestKinds.SUCCESS, call));
        }
        append(epoch, lane, TestKinds.SUCCESS, call, ByteBuffer.wrap(SUCCESS));
    }

    private static void append(long epoch, Lane lane, SpoolKind kind, CallKey call, ByteBuffer payload) {
        while (lane.pressure() != Pressure.NONE) {
            Thread.onSpinWait(); // shedding is not what this is about
        }
        long seq = lane.nextSeq();
        if (lane.append(kind, call, payload) == Appended.KEPT) {
            say(line("kept", epoch, lane.number(), seq, kind, call));
        }
    }

    /** One write to the pipe for each line, with no buffer that would die with the process. */
    private static void say(String line) {
        try {
            OUT.write((line + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ship(Spool spool) {
        while (true) {
            for (LaneLog log : spool.logs()) {
                for (LogStream stream : LogStream.values()) {
                    ship(log, log.reader(stream));
                }
            }
            spool.retire();
        }
    }

    private static void ship(LaneLog log, LogReader reader) {
        SpoolRecord record = reader.peek();
        for (int i = 0; record != null && i < 50; i++) {
            say(line("shipped", log.epoch(), log.lane(), record.seq(), record.kind(), record.call()));
            reader.take();
            record.settle();
            record = reader.peek();
        }
        reader.settle();
    }
}
