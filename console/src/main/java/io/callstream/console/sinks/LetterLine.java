package io.callstream.console.sinks;

import io.callstream.sink.runtime.deadletter.DeadLetter;
import java.time.temporal.ChronoUnit;

/**
 * A dead letter, as the page shows it.
 *
 * @param callId of the call that its event is of; empty when the record could not be read
 */
public record LetterLine(
        long number,
        String account,
        String callId,
        String eventId,
        String reason,
        int attempts,
        String failedAt,
        String place) {
    static LetterLine of(DeadLetter letter) {
        String event = letter.eventId().orElse("");
        return new LetterLine(
                letter.number(),
                letter.sink(),
                event.contains(":") ? event.substring(0, event.indexOf(':')) : "",
                event,
                letter.refusal().reason(),
                letter.refusal().attempts(),
                letter.refusal().failedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                letter.place().toString());
    }
}
