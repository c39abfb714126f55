package io.callstream.gateway.event;

import java.util.List;

/** What may be recorded of how a call ended, under the columns' names. */
final class OutcomeContent {
    /** Characters of what a provider says of its error. */
    private static final int PROVIDER_ERROR = 4096;

    private final EventContent content;

    OutcomeContent(EventContent content) {
        this.content = content;
    }

    /** All but the answer's body. */
    Outcome outcome(Outcome outcome) {
        return new Outcome(
                route(outcome.route()),
                response(outcome.response()),
                outcome.usage(),
                outcome.cost(),
                outcome.timing());
    }

    FailureFacts failed(FailureFacts failed) {
        String message = content.text("message", failed.message());
        return new FailureFacts(
                failed.error(),
                message == null ? "" : message,
                failed.httpStatus(),
                failed.providerStatus(),
                content.beginning("provider_error_body", failed.providerErrorBody(), PROVIDER_ERROR));
    }

    private RouteFacts route(RouteFacts route) {
        return new RouteFacts(
                route.deployment(),
                content.name("model", route.model()),
                route.strategy(),
                attempts(route.attempts()),
                content.name("fallback_from", route.fallbackFrom()),
                route.cacheHit());
    }

    private List<AttemptFacts> attempts(List<AttemptFacts> attempts) {
        return attempts.stream().map(this::attempt).toList();
    }

    private AttemptFacts attempt(AttemptFacts attempt) {
        String model = content.name("attempts", attempt.model());
        return new AttemptFacts(
                attempt.deployment(),
                model == null ? "" : model,
                attempt.startedMillis(),
                attempt.durationUs(),
                attempt.httpStatus(),
                attempt.error(),
                attempt.reason());
    }

    private ResponseFacts response(ResponseFacts response) {
        return new ResponseFacts(
                response.bytes(),
                response.body(),
                content.name("response_id", response.id()),
                content.name("response_model", response.model()),
                content.name("finish_reason", response.finishReason()),
                content.map(
                        "provider_headers",
                        response.providerHeaders(),
                        content.bounds().text()),
                response.provider());
    }
}
