package io.callstream.sink.testkit.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A receiver of spans by the rules of OTLP/HTTP 1.11: method, path, content type, compression, and a request that has spans.
 * Spans that {@link SpanRules} call malformed are refused with the whole request; those that the destination does not want, one by one
 * by {@code partial_success}. It keeps spans under their trace and span ids.
 */
public final class FakeCollector {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int LARGEST = 64 << 20;

    private final Door door;
    private final Predicate<Span> unwanted;
    private final SortedMap<String, Span> spans = new TreeMap<>();
    private final Set<Resource> resources = new HashSet<>();

    /**
     * Where it takes requests, and with which credentials.
     *
     * @param path the whole path
     * @param header that has to be there, in lower case
     * @param value of that header
     */
    public record Door(String path, String header, String value) {}

    /** @param unwanted spans that it refuses one by one */
    public FakeCollector(Door door, Predicate<Span> unwanted) {
        this.door = door;
        this.unwanted = unwanted;
    }

    public synchronized Collection<Span> spans() {
        return List.copyOf(spans.values());
    }

    /** What the spans came from. */
    public synchronized Set<Resource> resources() {
        return Set.copyOf(resources);
    }

    public synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.path().equals(door.path())) {
            return FakeReply.status(404, "");
        }
        if (!request.header(door.header()).equals(door.value())) {
            return FakeReply.status(401, "");
        }
        if (!request.header("content-type").equals(PROTOBUF)) {
            return FakeReply.status(415, "");
        }
        if (request.body().length > LARGEST) {
            return FakeReply.status(413, "");
        }
        try {
            return store(ExportTraceServiceRequest.parseFrom(request.body()));
        } catch (InvalidProtocolBufferException e) {
            return FakeReply.status(400, "");
        }
    }

    private FakeReply store(ExportTraceServiceRequest export) {
        List<Span> sent = export.getResourceSpansList().stream()
                .map(ResourceSpans::getScopeSpansList)
                .flatMap(List::stream)
                .map(ScopeSpans::getSpansList)
                .flatMap(List::stream)
                .toList();
        if (sent.isEmpty() || !sent.stream().allMatch(SpanRules::allow)) {
            return FakeReply.status(400, "");
        }
        export.getResourceSpansList().forEach(resource -> resources.add(resource.getResource()));
        List<Span> taken = sent.stream().filter(unwanted.negate()).toList();
        taken.forEach(span -> spans.put(SpanRules.hex(span.getTraceId()) + SpanRules.hex(span.getSpanId()), span));
        return answer(sent.size() - taken.size());
    }

    /** The message's bytes are all ASCII while the count is below 128. */
    private static FakeReply answer(int rejected) {
        ExportTraceServiceResponse.Builder answer = ExportTraceServiceResponse.newBuilder();
        if (rejected > 0) {
            answer.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejected)
                    .setErrorMessage("not wanted"));
        }
        String body = new String(answer.build().toByteArray(), StandardCharsets.US_ASCII);
        return new FakeReply(200, Map.of("Content-Type", PROTOBUF), body);
    }
}
