package io.callstream.recipes.logfile;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.recipes.lines.LineSinkFactory;
import io.callstream.sink.CallEvent;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recipe 1, a log file: how each call ended, in a line. */
public final class LogFileFactory extends LineSinkFactory {
    private static final int NANO_DIGITS = 9;

    public LogFileFactory() {
        super("recipe-log-file");
    }

    @Override
    protected Optional<String> line(CallEvent event) {
        return event.match(
                preCall -> Optional.empty(),
                chunk -> Optional.empty(),
                success -> Optional.of(line(success)),
                failure -> Optional.of(line(failure)));
    }

    private static String line(SuccessEvent call) {
        return call.getEventTime() + " INFO " + call.getEventId() + " model=" + call.getModel() + " tokens="
                + call.getPromptTokens() + "+" + call.getCompletionTokens() + " cost=" + dollars(call.getCostNanoUsd())
                + " took=" + millis(call.getDurationUs()) + " user=" + call.getUserId();
    }

    private static String line(FailureEvent call) {
        return call.getEventTime() + " ERROR " + call.getEventId() + " model=" + call.getModelGroup() + " error="
                + call.getErrorCode() + " status=" + call.getHttpStatus() + " origin=" + call.getOrigin() + " message="
                + call.getMessage();
    }

    /** Null is no price, which is not the same as free. */
    private static String dollars(@Nullable Long nanos) {
        return nanos == null
                ? "unknown"
                : "$" + BigDecimal.valueOf(nanos, NANO_DIGITS).toPlainString();
    }

    private static String millis(@Nullable Long micros) {
        return micros == null ? "unknown" : micros / 1000 + "ms";
    }
}
