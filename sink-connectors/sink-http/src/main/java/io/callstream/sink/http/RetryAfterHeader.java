package io.callstream.sink.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} (RFC 9110, section 10.2.3): whole seconds, or a date. */
final class RetryAfterHeader {
    /** A destination that asks for more is asked again after this, in case it meant something else. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfterHeader() {}

    /** Empty if the value is neither; a date that has passed is no wait. */
    static Optional<Duration> parse(String value, Clock clock) {
        String text = value.strip();
        return (text.matches("\\d{1,9}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                        : untilDate(text, clock))
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Duration> untilDate(String text, Clock clock) {
        try {
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), date.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty(); // The header is advice; one that cannot be read is as good as none.
        }
    }
}
