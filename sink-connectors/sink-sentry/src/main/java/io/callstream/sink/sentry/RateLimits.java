package io.callstream.sink.sentry;

import io.callstream.sink.http.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long Sentry wants to hear of no errors. It says so with any answer, in {@code X-Sentry-Rate-Limits} by category, or with status
 * 429 and {@code Retry-After} for all of them; the latest deadline counts. For any thread.
 */
final class RateLimits {
    /** The reason of a delivery that waits for the end of a limit. */
    static final String REASON = "rate_limited";

    private static final String HEADER = "x-sentry-rate-limits";
    /** Seconds and categories, of {@code seconds:categories:scope:reason:namespaces}. */
    private static final Pattern LIMIT = Pattern.compile("\\s*([0-9]{1,9})(?:\\.[0-9]*)?:([^:]*)(?::.*)?");

    private static final String ERRORS = "error";
    private static final int TOO_MANY = 429;
    private static final Duration UNSAID = Duration.ofSeconds(60);

    private final Clock clock;
    private Instant until = Instant.EPOCH;

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of the limits that come with an answer. */
    synchronized void note(Answer.Replied answer) {
        String said = answer.headers().get(HEADER);
        if (said != null) {
            for (String limit : said.split(",")) {
                ofErrors(limit).ifPresent(this::extend);
            }
        }
        if (answer.status() == TOO_MANY && left().isEmpty()) {
            extend(answer.retryAfter().orElse(UNSAID));
        }
    }

    private static Optional<Duration> ofErrors(String limit) {
        Matcher parts = LIMIT.matcher(limit);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String categories = parts.group(2).strip();
        return categories.isEmpty() || List.of(categories.split(";")).contains(ERRORS)
                ? Optional.of(Duration.ofSeconds(Long.parseLong(parts.group(1))))
                : Optional.empty();
    }

    private void extend(Duration wait) {
        Instant end = clock.instant().plus(wait);
        if (end.isAfter(until)) {
            until = end;
        }
    }

    /** Empty when errors may be sent. */
    synchronized Optional<Duration> left() {
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
    }
}
