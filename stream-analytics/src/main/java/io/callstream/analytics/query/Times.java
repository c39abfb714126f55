package io.callstream.analytics.query;

import io.callstream.reader.time.TimeText;
import io.callstream.reader.time.WrongTimeException;
import java.time.Instant;
import java.util.Optional;

/** Moments in questions, in the forms that commands take; they may be still to come. */
final class Times {
    private Times() {}

    static Optional<Instant> parameter(Question question, String name, Instant now) {
        return question.parameter(name).map(text -> parse(name, text, now));
    }

    private static Instant parse(String name, String text, Instant now) {
        try {
            return TimeText.any(name, text, now);
        } catch (WrongTimeException e) {
            throw new QueryException(400, String.valueOf(e.getMessage()));
        }
    }
}
