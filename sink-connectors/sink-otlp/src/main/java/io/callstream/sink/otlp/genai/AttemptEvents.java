package io.callstream.sink.otlp.genai;

import io.callstream.events.Attempt;
import io.callstream.sink.otlp.span.Attributes;
import io.callstream.sink.otlp.span.CallEnd;
import io.callstream.sink.otlp.span.CallSpan;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Optional;

/** Tries of a call that took more than one, as events of its span: where it went before it was answered or given up. */
final class AttemptEvents {
    private static final String ATTEMPT = "callstream.attempt";

    private AttemptEvents() {}

    static List<Span.Event> of(CallEnd call) {
        List<Attempt> attempts = call.attempts();
        return attempts.size() < 2
                ? List.of()
                : attempts.stream().map(AttemptEvents::event).toList();
    }

    private static Span.Event event(Attempt attempt) {
        return Span.Event.newBuilder()
                .setName(ATTEMPT)
                .setTimeUnixNano(CallSpan.nanos(attempt.getStartedAt()))
                .addAllAttributes(new Attributes()
                        .text("callstream.deployment_id", attempt.getDeploymentId())
                        .text("gen_ai.provider.name", Providers.name(attempt.getProvider()))
                        .text("gen_ai.request.model", attempt.getModel())
                        .number("callstream.duration_us", attempt.getDurationUs())
                        .number(
                                "http.response.status_code",
                                Optional.ofNullable(attempt.getHttpStatus()).map(Integer::longValue))
                        .text("error.type", Optional.ofNullable(attempt.getErrorCode()))
                        .pairs())
                .build();
    }
}
