package io.callstream.sink.langfuse;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Optional;

/**
 * Sends each call once, when it has ended. Langfuse takes all spans of a request or none (400), and answers 500 when its own stores
 * are down, so 500 is asked again in spite of OTLP's rule. Its answers are JSON without partial success and are not read.
 */
public final class LangfuseSink implements Sink {
    private static final StatusTable STATUSES = StatusTable.standard();

    private final Target target;
    private final HttpSender sender;
    private final SpanMapper mapper;
    private final Sample sample;

    LangfuseSink(Target target, HttpSender sender, SpanMapper mapper, Sample sample) {
        this.target = target;
        this.sender = sender;
        this.mapper = mapper;
        this.sample = sample;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        List<Span> spans = batch.stream()
                .map(CallEnd::of)
                .flatMap(Optional::stream)
                .filter(call -> sample.holds(SpanIds.trace(call)))
                .map(mapper::span)
                .toList();
        if (spans.isEmpty()) {
            return Delivery.delivered(); // An empty export is not to be sent.
        }
        ExportTraceServiceRequest request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(mapper.resourceSpans(spans))
                .build();
        return STATUSES.delivery(sender.post(target, Message.of("application/x-protobuf", request.toByteArray())));
    }

    @Override
    public void close() {
        sender.close();
    }
}
