package io.callstream.sink.otlp.export;

import io.callstream.sink.otlp.span.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where spans say that they come from: OpenTelemetry's resource and scope. For any thread. */
public final class Origin {
    private static final String SERVICE_NAME = "service.name";
    private static final String CALLSTREAM = "callstream";

    private final Resource resource;

    private Origin(List<KeyValue> attributes) {
        this.resource = Resource.newBuilder().addAllAttributes(attributes).build();
    }

    /** @param resource further attributes of the resource; {@code service.name} is {@code callstream} unless it is among them */
    public static Origin of(Map<String, String> resource) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(SERVICE_NAME, CALLSTREAM));
        all.putAll(resource);
        Attributes attributes = new Attributes();
        all.forEach(attributes::text);
        return new Origin(attributes.pairs());
    }

    ExportTraceServiceRequest request(Collection<Span> spans) {
        ScopeSpans scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName(CALLSTREAM))
                .addAllSpans(spans)
                .build();
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                        ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
                .build();
    }
}
