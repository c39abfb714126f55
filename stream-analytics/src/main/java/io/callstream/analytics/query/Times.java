package io.callstream.analytics.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Moments in questions: ISO-8601, in UTC when no zone is named. */
final class Times {
    private Times() {}

    static Optional<Instant> parameter(Question question, String name) {
        return question.parameter(name).map(text -> parse(name, text));
    }

    private static Instant parse(String name, String text) {
        try {
            if (text.length() <= "2026-11-26".length()) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new QueryException(
                    400, name + " is '" + text + "' (expected a time such as 2026-11-26 or 2026-11-26T12:00:00Z)");
        }
    }
}
