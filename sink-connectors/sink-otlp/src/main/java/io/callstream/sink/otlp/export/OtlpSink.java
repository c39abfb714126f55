package io.callstream.sink.otlp.export;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Delivery;
import io.callstream.sink.Sink;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Message;
import io.callstream.sink.http.Target;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.sink.otlp.span.SpanMapper;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends each call once, when it has ended, by OTLP/HTTP in protobuf.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class OtlpSink implements Sink {
    private final Target target;
    private final HttpSender sender;
    private final Origin origin;
    private final SpanMapper mapper;
    private final Verdicts verdicts;

    /** @param sender closed with the sink */
    public OtlpSink(Target target, HttpSender sender, Origin origin, SpanMapper mapper, Verdicts verdicts) {
        this.target = target;
        this.sender = sender;
        this.origin = origin;
        this.mapper = mapper;
        this.verdicts = verdicts;
    }

    @Override
    public Delivery deliver(List<CallEvent> batch) {
        Map<String, Span> spans = spans(batch);
        if (spans.isEmpty()) {
            return Delivery.delivered(); // An empty export is not to be sent.
        }
        byte[] request = origin.request(spans.values()).toByteArray();
        return verdicts.of(sender.post(target, Message.of("application/x-protobuf", request)), spans.keySet());
    }

    @Override
    public boolean sends(CallEvent event) {
        return CallEnd.of(event).flatMap(mapper::span).isPresent();
    }

    private Map<String, Span> spans(List<CallEvent> batch) {
        Map<String, Span> byEvent = new LinkedHashMap<>();
        for (CallEvent event : batch) {
            CallEnd.of(event).flatMap(mapper::span).ifPresent(span -> byEvent.put(event.eventId(), span));
        }
        return byEvent;
    }

    @Override
    public void close() {
        sender.close();
    }
}
