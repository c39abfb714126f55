package io.callstream.benchmarks.spool;

import io.callstream.events.EventKind;
import io.callstream.gateway.event.SpooledKinds;
import io.callstream.spool.Appended;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.LaneLog;
import io.callstream.spool.LogReader;
import io.callstream.spool.LogStream;
import io.callstream.spool.Pressure;
import io.callstream.spool.Spool;
import io.callstream.spool.SpoolKind;
import io.callstream.spool.SpoolOptions;
import io.callstream.spool.SpoolRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Appends to lanes as event loops do, segment changes included. What was appended is read and given back between the
 * measured invocations.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up methods
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class LaneAppend {
    private static final int LANES = 2;
    private static final SpoolKind SUCCESS = SpooledKinds.of(EventKind.SUCCESS);

    private Spool spool;
    private final AtomicInteger nextLane = new AtomicInteger();

    @Setup
    public void open() throws IOException {
        spool = Spool.open(
                SpoolOptions.of(Files.createTempDirectory("lane-append"), LANES),
                SpooledKinds.all(),
                (call, place) -> null,
                Clock.systemUTC());
    }

    @Setup(Level.Invocation)
    public void drain() {
        for (LaneLog log : spool.logs()) {
            for (LogStream stream : LogStream.values()) {
                drain(log.reader(stream));
            }
        }
        spool.retire();
    }

    @TearDown
    public void close() {
        spool.close();
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(Burst.EVENTS)
    public int oneLane(Owner owner) {
        return owner.append();
    }

    @Benchmark
    @Threads(LANES)
    @OperationsPerInvocation(Burst.EVENTS)
    public int twoLanes(Owner owner) {
        return owner.append();
    }

    private static void drain(LogReader reader) {
        for (SpoolRecord record = reader.peek(); record != null; record = reader.peek()) {
            reader.take();
            record.settle();
        }
        reader.settle();
    }

    /** An event loop. */
    @SuppressWarnings("NullAway.Init") // as above
    @State(Scope.Thread)
    public static class Owner {
        @Param({"200", "1500"})
        private int bytes;

        private Lane lane;
        private ByteBuffer payload;
        private CallKey call;

        @Setup
        public void own(LaneAppend benchmark) {
            lane = benchmark.spool.lane(benchmark.nextLane.getAndIncrement() % LANES);
            payload = ByteBuffer.allocate(bytes);
            call = new CallKey(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
        }

        @Setup(Level.Invocation)
        public void awaitSpace() {
            while (lane.pressure() != Pressure.NONE) {
                Thread.onSpinWait();
            }
        }

        int append() {
            int kept = 0;
            for (int i = 0; i < Burst.EVENTS; i++) {
                if (lane.append(SUCCESS, call, payload) == Appended.KEPT) {
                    kept++;
                }
            }
            if (kept != Burst.EVENTS) {
                throw new IllegalStateException("shed " + (Burst.EVENTS - kept) + " of " + Burst.EVENTS);
            }
            return kept;
        }
    }
}
