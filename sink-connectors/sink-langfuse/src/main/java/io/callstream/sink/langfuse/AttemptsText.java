package io.callstream.sink.langfuse;

import io.callstream.events.Attempt;
import io.callstream.sink.otlp.span.CallEnd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The attempts of a call that made several, one after the other: which deployment, why it was asked, how it failed. */
final class AttemptsText {
    private AttemptsText() {}

    static Optional<String> of(CallEnd call) {
        List<Attempt> attempts = call.attempts();
        return attempts.size() < 2
                ? Optional.empty()
                : Optional.of(attempts.stream().map(AttemptsText::text).collect(Collectors.joining(", ")));
    }

    private static String text(Attempt attempt) {
        String reason = attempt.getReason() == null ? "" : " (" + attempt.getReason() + ")";
        String end = attempt.getErrorCode() == null ? "answered" : attempt.getErrorCode();
        return attempt.getDeploymentId() + reason + ": " + end;
    }
}
