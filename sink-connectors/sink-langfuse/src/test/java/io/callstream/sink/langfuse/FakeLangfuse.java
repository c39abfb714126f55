package io.callstream.sink.langfuse;

import com.google.protobuf.InvalidProtocolBufferException;
import io.callstream.sink.testkit.FakeReply;
import io.callstream.sink.testkit.ReceivedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Langfuse's OTLP endpoint by its documented rules: the address, Basic auth, the version header, the content type, gzip, and all
 * spans or none. It keeps spans under trace id, span id and start, as Langfuse's tables do, so a resend with another start shows.
 */
final class FakeLangfuse {
    static final String PUBLIC_KEY = "pk-lf-1";
    static final String SECRET_KEY = "sk-lf-5f81";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString((PUBLIC_KEY + ":" + SECRET_KEY).getBytes());

    private final SortedMap<String, Span> spans = new TreeMap<>();
    private final FakeTraces traces = new FakeTraces();
    private final String poisonModel;

    FakeLangfuse(String poisonModel) {
        this.poisonModel = poisonModel;
    }

    synchronized Collection<Span> spans() {
        return List.copyOf(spans.values());
    }

    /** How it answers to who reads observations and deletes traces. */
    FakeTraces traces() {
        return traces;
    }

    synchronized FakeReply receive(ReceivedRequest request) {
        if (!request.header("authorization").equals(BASIC)) {
            return FakeReply.status(401, "{\"message\":\"Invalid credentials\"}");
        }
        if (!request.method().equals("POST")) {
            return traces.answer(request, spans);
        }
        if (!request.path().equals("/api/public/otel/v1/traces")) {
            return FakeReply.status(404, "{\"message\":\"not found\"}");
        }
        if (!request.header("x-langfuse-ingestion-version").equals("4")
                || !request.header("content-type").equals("application/x-protobuf")
                || !request.header("content-encoding").equals("gzip")) {
            return FakeReply.status(400, "{\"message\":\"wrong headers\"}");
        }
        try {
            return store(ExportTraceServiceRequest.parseFrom(request.body()));
        } catch (InvalidProtocolBufferException e) {
            return FakeReply.status(400, "{\"message\":\"no protobuf\"}");
        }
    }

    private FakeReply store(ExportTraceServiceRequest export) {
        List<Span> sent = new ArrayList<>();
        export.getResourceSpansList()
                .forEach(resource -> resource.getScopeSpansList().forEach(scope -> sent.addAll(scope.getSpansList())));
        if (sent.isEmpty() || !sent.stream().allMatch(this::isValid)) {
            return FakeReply.status(400, "{\"message\":\"invalid spans\"}");
        }
        sent.forEach(span -> spans.put(key(span), span));
        return FakeReply.ok("{}");
    }

    private boolean isValid(Span span) {
        return span.getTraceId().size() == 16
                && span.getSpanId().size() == 8
                && (span.getParentSpanId().isEmpty() || span.getParentSpanId().size() == 8)
                && span.getStartTimeUnixNano() > 0
                && span.getEndTimeUnixNano() >= span.getStartTimeUnixNano()
                && attributesAreValid(span)
                && !text(span, "langfuse.observation.model.name").equals(poisonModel);
    }

    /** Attributes of the documented types; a prompt needs its name and its version. */
    private static boolean attributesAreValid(Span span) {
        AnyValue version = value(span, "langfuse.observation.prompt.version");
        boolean linked = !text(span, "langfuse.observation.prompt.name").isEmpty();
        String environment = text(span, "langfuse.environment");
        return linked == version.hasIntValue()
                && (!version.hasIntValue()
                        || text(span, "langfuse.observation.type").equals("generation"))
                && (environment.isEmpty() || environment.matches("(?!langfuse)[a-z0-9_-]{1,40}"))
                && List.of("", "DEBUG", "DEFAULT", "WARNING", "ERROR")
                        .contains(text(span, "langfuse.observation.level"))
                && isObjectOfNumbers(text(span, "langfuse.observation.usage_details"), "[0-9]+")
                && isObjectOfNumbers(text(span, "langfuse.observation.cost_details"), "[0-9]+(\\.[0-9]+)?");
    }

    private static boolean isObjectOfNumbers(String json, String number) {
        return json.isEmpty() || json.matches("\\{(\"[a-z_]+\":" + number + ",?)*}");
    }

    private static String key(Span span) {
        return hex(span.getTraceId()) + "/" + hex(span.getSpanId()) + "/" + span.getStartTimeUnixNano();
    }

    static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    /** The attribute's text, or an empty one. */
    static String text(Span span, String key) {
        return value(span, key).getStringValue();
    }

    static AnyValue value(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(pair -> pair.getKey().equals(key))
                .map(KeyValue::getValue)
                .findFirst()
                .orElse(AnyValue.getDefaultInstance());
    }
}
