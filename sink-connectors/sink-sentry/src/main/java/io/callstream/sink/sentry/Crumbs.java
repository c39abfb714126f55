package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.Attempt;
import io.callstream.events.FailureEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes breadcrumbs: the calls before, the failed call itself, and each try of a deployment. */
final class Crumbs {
    /** Tries shown; Sentry keeps a hundred breadcrumbs. */
    private static final int ATTEMPTS = 50;

    private static final long MICROS_PER_MILLI = 1_000;

    private final ArrayNode values;

    private Crumbs(ArrayNode values) {
        this.values = values;
    }

    static void write(ObjectNode event, FailureEvent failure, List<Trail.Step> before) {
        Crumbs crumbs = new Crumbs(event.putArray("breadcrumbs"));
        before.forEach(crumbs::call);
        crumbs.call(new Trail.Step(
                failure.getStartedAt(),
                failure.getCallId(),
                failure.getCallType(),
                failure.getModelGroup(),
                failure.getStream()));
        failure.getAttempts().stream().limit(ATTEMPTS).forEach(crumbs::attempt);
    }

    private void call(Trail.Step step) {
        ObjectNode crumb = crumb(step.time(), "llm.call", title(step.callType(), step.modelGroup()), "info");
        crumb.putObject("data").put("call_id", step.callId()).put("stream", step.stream());
    }

    private static String title(String callType, @Nullable String modelGroup) {
        return Fit.text(modelGroup == null ? callType : callType + " " + modelGroup, Fit.TAG);
    }

    private void attempt(Attempt attempt) {
        boolean failed = attempt.getErrorCode() != null;
        String outcome = failed ? " failed: " + attempt.getErrorCode() : " answered";
        ObjectNode crumb = crumb(
                attempt.getStartedAt(),
                "llm.attempt",
                Fit.text(attempt.getDeploymentId(), Fit.TAG) + outcome,
                failed ? "error" : "info");
        ObjectNode data = crumb.putObject("data");
        data.put("provider", Fit.text(attempt.getProvider(), Fit.TAG))
                .put("model", Fit.text(attempt.getModel(), Fit.TAG));
        data.put("duration_ms", attempt.getDurationUs() / MICROS_PER_MILLI);
        if (attempt.getHttpStatus() != null) {
            data.put("http_status", attempt.getHttpStatus());
        }
    }

    private ObjectNode crumb(Instant time, String category, String message, String level) {
        return values.addObject()
                .put("timestamp", time.toString())
                .put("type", "default")
                .put("category", category)
                .put("message", message)
                .put("level", level);
    }
}
