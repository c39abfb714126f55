package io.callstream.sink.testkit.otlp;

import io.callstream.events.EventKind;
import io.callstream.events.id.EventIds;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A harness on a {@link FakeCollector}.
 *
 * @param <C> the sink's configuration
 */
public abstract class OtlpHarness<C> extends HttpSinkHarness<C> {
    private final FakeCollector collector;

    protected OtlpHarness(FakeCollector collector) {
        super(401, collector::receive);
        this.collector = collector;
    }

    public final FakeCollector collector() {
        return collector;
    }

    @Override
    public final boolean takes(CallEvent event) {
        return event.kind().terminal();
    }

    @Override
    public final Set<String> arrived() {
        return collector.spans().stream().map(OtlpHarness::eventId).collect(Collectors.toSet());
    }

    private static String eventId(Span span) {
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        return EventIds.of(SpanRules.text(span, "callstream.call_id"), failed ? EventKind.FAILURE : EventKind.SUCCESS);
    }

    @Override
    public final Object state() {
        return collector.spans();
    }
}
