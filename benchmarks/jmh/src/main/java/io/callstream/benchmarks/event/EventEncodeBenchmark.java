package io.callstream.benchmarks.event;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.RequestScan;
import io.callstream.gateway.api.openai.ResponseScan;
import io.callstream.gateway.api.openai.StreamAssembler;
import io.callstream.gateway.config.BodyConfig;
import io.callstream.gateway.config.Capture;
import io.callstream.gateway.config.CaptureConfig;
import io.callstream.gateway.config.RedactionConfig;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.CallRecorder;
import io.callstream.gateway.event.GatewayName;
import io.callstream.gateway.event.Outcome;
import io.callstream.gateway.event.RecorderOptions;
import io.callstream.gateway.event.RouteChoice;
import io.callstream.gateway.event.SpoolEventRecorder;
import io.callstream.gateway.json.SecretScan;
import io.callstream.gateway.sse.SseFrame;
import io.callstream.gateway.sse.SseReader;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cost of what the gateway does about a call besides passing it on. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventEncodeBenchmark {
    private static final int CHUNKS = 256;
    private static final int SEGMENT = 16 << 20;
    private static final Slice CHUNK = Slice.of("{\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1,\"model\":\"gpt-4o-mini\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"content\":\" stream\"},\"logprobs\":null,\"finish_reason\":null}]}");

    private static final byte[] FRAMES =
            ("data: " + CHUNK.text() + "\n\n").repeat(CHUNKS).getBytes(StandardCharsets.US_ASCII);

    private final KeptLane lane = new KeptLane();
    private final UUID id = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private final Outcome outcome = SampleCall.outcome();
    private final EventDecoder decoder = new EventDecoder(ignored -> EventKind.SUCCESS.schema());

    private final SpoolEventRecorder recorder = new SpoolEventRecorder(lane, Runnable::run, options());
    private final CallFacts facts;
    private byte[] framed = {};

    public EventEncodeBenchmark() {
        try {
            facts = SampleCall.facts(id);
        } catch (InvalidRequestException e) {
            throw new IllegalStateException("the sample is JSON", e);
        }
    }

    private static RecorderOptions options() {
        BodyConfig bodies = new BodyConfig(1 << 20, Optional.empty(), 1, 1, Duration.ofDays(1));
        CaptureConfig capture =
                new CaptureConfig(true, true, Capture.FULL, false, bodies, List.of(), RedactionConfig.NONE);
        return RecorderOptions.of(
                new GatewayName("gw-0123456789", 1),
                capture,
                SEGMENT,
                new RouteChoice(Set.of()),
                BodyStore.NOWHERE,
                UsageCounter.NONE,
                new Telemetry().calls());
    }

    @Setup
    public void tellOnce() {
        CallRecorder callRecorder = recorder.begin(facts);
        System.out.println("request " + SampleCall.REQUEST.length() + " B, pre-call " + lane.length() + " B");
        callRecorder.succeeded(outcome);
        System.out.println("response " + SampleCall.RESPONSE.length() + " B, success " + lane.length() + " B");
        framed = new byte[5 + lane.length()];
        System.arraycopy(lane.last(), 0, framed, 5, lane.length());
    }

    /** Both events of a plain call. */
    @Benchmark
    public KeptLane encodePreCallAndSuccess() {
        recorder.begin(facts).succeeded(outcome);
        return lane;
    }

    /** What a sink does with the success event. */
    @Benchmark
    public Object decodeSuccess() {
        return decoder.decode(EventKind.SUCCESS, framed);
    }

    /** All that is found out about a request, and made of it. */
    @Benchmark
    public Object scanRequest() throws InvalidRequestException {
        return RequestScan.of(SampleCall.REQUEST);
    }

    @Benchmark
    public Object factsOfRequest() throws InvalidRequestException {
        return SampleCall.facts(id);
    }

    @Benchmark
    public Object scanResponse() {
        return ResponseScan.of(SampleCall.RESPONSE);
    }

    /** One chunk of a stream of 256. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public Object assembleChunk() {
        StreamAssembler assembler = new StreamAssembler();
        for (int i = 0; i < CHUNKS; i++) {
            assembler.accept(CHUNK);
        }
        return assembler;
    }

    /** The same chunk as an event. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public Object tellChunk() {
        CallRecorder callRecorder = recorder.begin(facts);
        for (int i = 0; i < CHUNKS; i++) {
            callRecorder.chunk(CHUNK, null, i);
        }
        return callRecorder;
    }

    /** Looking for credentials in it. */
    @Benchmark
    public Object scanChunkForSecrets() {
        return SecretScan.of(CHUNK);
    }

    /** Cutting 256 of them out of the bytes that arrive together. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public int cutFrames() {
        SseReader reader = new SseReader((from, to) -> true);
        reader.append(ByteBuffer.wrap(FRAMES));
        int bytes = 0;
        for (SseFrame frame = reader.next(); frame != null; frame = reader.next()) {
            bytes += frame.raw().length();
        }
        return bytes;
    }
}
