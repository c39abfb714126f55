package io.callstream.reader.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as every command takes it: ISO-8601, in UTC when it names no zone, or a span back from now such as {@code 2h}. */
public final class TimeText {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(s|m|h|d|w)");
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /**
     * Reads a moment that is not later than now.
     *
     * @param option what to call it in messages, such as {@code --from}
     * @throws WrongTimeException naming option and text, if it is no time or one that is still to come
     */
    public static Instant parse(String option, String text, Clock clock) {
        Instant now = clock.instant();
        Instant moment = any(option, text, now);
        if (moment.isAfter(now)) {
            throw new WrongTimeException(option + " " + text + " is still to come (it is " + now
                    + "; expected a time that has passed, or a span back such as 2h)");
        }
        return moment;
    }

    /**
     * Reads a moment, past or to come, in the same forms.
     *
     * @param option what to call it in messages
     * @param now what spans go back from
     * @throws WrongTimeException naming option and text, if it is no time
     */
    public static Instant any(String option, String text, Instant now) {
        String stripped = text.strip();
        try {
            return SPAN.matcher(stripped).matches() ? now.minus(span(option, stripped)) : iso(stripped);
        } catch (DateTimeException | ArithmeticException e) {
            throw new WrongTimeException(
                    option + " " + stripped
                            + " is no time (expected 2026-11-20, 2026-11-20T12:00:00Z, or a span back such as 90s, 30m, 2h, 7d)");
        }
    }

    /**
     * Reads a span such as {@code 90s}, {@code 30m}, {@code 2h}, {@code 7d} or {@code 1w}.
     *
     * @throws WrongTimeException naming option and text, if it is none
     */
    public static Duration span(String option, String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches()) {
            throw new WrongTimeException(option + " " + text + " is no span of time (expected 90s, 30m, 2h, 7d or 1w)");
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    private static Instant iso(String text) {
        TemporalAccessor parsed = MOMENT.parse(text);
        LocalDateTime local = parsed.isSupported(ChronoField.SECOND_OF_DAY)
                ? LocalDateTime.from(parsed)
                : parsed.query(TemporalQueries.localDate()).atStartOfDay();
        ZoneId zone = parsed.query(TemporalQueries.zone());
        return local.atZone(zone == null ? ZoneOffset.UTC : zone).toInstant();
    }
}
