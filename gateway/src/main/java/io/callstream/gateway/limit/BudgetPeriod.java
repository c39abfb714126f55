package io.callstream.gateway.limit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a budget lasts, in LiteLLM's form: {@code 30s}, {@code 15m}, {@code 1h}, {@code 1d}, {@code 7d}, {@code 1mo}.
 * Periods follow the calendar in UTC, so that everybody who looks at a clock agrees when one begins: {@code 1d} at
 * midnight, {@code 7d} on Mondays, {@code 30d} and {@code 1mo} on the first of the month; other lengths are counted from
 * 1970.
 */
public record BudgetPeriod(int count, Unit unit) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(s|m|h|d|w|mo)");
    private static final int WEEK = 7;
    private static final int MONTH = 30;
    private static final int MONTHS = 12;
    private static final int FIRST_YEAR = 1970;

    /** Units of length. */
    public enum Unit {
        SECOND("s", 1),
        MINUTE("m", 60),
        HOUR("h", 3_600),
        DAY("d", 86_400),
        WEEK("w", 604_800),
        MONTH("mo", 0);

        private final String letters;
        private final long seconds;

        Unit(String letters, long seconds) {
            this.letters = letters;
            this.seconds = seconds;
        }

        static Unit of(String letters) {
            for (Unit unit : values()) {
                if (unit.letters.equals(letters)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException(letters);
        }
    }

    public BudgetPeriod {
        if (count < 1) {
            throw new IllegalArgumentException("is " + count + unit.letters + " (expected 1 or more)");
        }
    }

    /** @throws IllegalArgumentException saying what was expected, to be put after the name of the field */
    public static BudgetPeriod parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "is '" + text + "' (expected a number and s, m, h, d, w or mo, such as 30s, 1h, 1d, 7d or 1mo)");
        }
        return new BudgetPeriod(Integer.parseInt(matcher.group(1)), Unit.of(matcher.group(2)));
    }

    /** When the period began that a time lies in. */
    public Instant start(Instant time) {
        if (calendarMonths() > 0) {
            return day(month(time));
        }
        if (weekly()) {
            LocalDate monday = date(time).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            return day(monday);
        }
        long length = count * unit.seconds;
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), length) * length);
    }

    /** When the period ends that a time lies in, and the next one begins. */
    public Instant end(Instant time) {
        if (calendarMonths() > 0) {
            return day(month(time).plusMonths(calendarMonths()));
        }
        return start(time).plusSeconds(weekly() ? WEEK * Unit.DAY.seconds : count * unit.seconds);
    }

    private boolean weekly() {
        return unit == Unit.DAY && count == WEEK || unit == Unit.WEEK && count == 1;
    }

    private int calendarMonths() {
        if (unit == Unit.MONTH) {
            return count;
        }
        return unit == Unit.DAY && count == MONTH ? 1 : 0;
    }

    private LocalDate month(Instant time) {
        LocalDate date = date(time);
        int months = (date.getYear() - FIRST_YEAR) * MONTHS + date.getMonthValue() - 1;
        int first = Math.floorDiv(months, calendarMonths()) * calendarMonths();
        return LocalDate.of(FIRST_YEAR, 1, 1).plusMonths(first);
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Instant day(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return count + unit.letters;
    }
}
