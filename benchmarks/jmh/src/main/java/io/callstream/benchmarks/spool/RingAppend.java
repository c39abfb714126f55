package io.callstream.benchmarks.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
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

/** The same bursts as {@link LaneAppend}, through the ring; and once more until they have been written. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up methods
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 100)
@Fork(value = 2, jvmArgs = "-Xmx512m")
public class RingAppend {
    @Param({"200", "1500"})
    private int bytes;

    private RingWriter ring;
    private ByteBuffer payload;

    @Setup
    public void open() throws IOException {
        ring = new RingWriter(Files.createTempDirectory("ring-append").resolve("log"));
        payload = ByteBuffer.allocate(bytes);
    }

    @Setup(Level.Invocation)
    public void drain() {
        ring.awaitIdle();
    }

    @TearDown
    public void close() throws IOException, InterruptedException {
        ring.close();
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(Burst.EVENTS)
    public void oneLoop() {
        append();
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(Burst.EVENTS)
    public void twoLoops() {
        append();
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(Burst.EVENTS)
    public void oneLoopUntilWritten() {
        append();
        ring.awaitIdle();
    }

    private void append() {
        for (int i = 0; i < Burst.EVENTS; i++) {
            if (!ring.append(payload)) {
                throw new IllegalStateException("ring full");
            }
        }
    }
}
