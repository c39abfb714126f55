package io.callstream.sql.flink.function;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Units of time by the names that DuckDB gives them. */
final class TimeUnits {
    private TimeUnits() {}

    static LocalDateTime truncated(String unit, LocalDateTime time) {
        LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
        return switch (singular(unit)) {
            case "millisecond" -> time.truncatedTo(ChronoUnit.MILLIS);
            case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
            case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
            case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
            case "day" -> day;
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case "year" -> day.withDayOfYear(1);
            default ->
                throw new IllegalArgumentException("unit '" + unit
                        + "' (expected millisecond, second, minute, hour, day, week, month, quarter or year)");
        };
    }

    /** How many times such a unit begins between the two: not how much time passes. */
    static long between(String unit, LocalDateTime from, LocalDateTime to) {
        LocalDateTime begin = truncated(unit, from);
        LocalDateTime end = truncated(unit, to);
        return switch (singular(unit)) {
            case "millisecond" -> ChronoUnit.MILLIS.between(begin, end);
            case "second" -> ChronoUnit.SECONDS.between(begin, end);
            case "minute" -> ChronoUnit.MINUTES.between(begin, end);
            case "hour" -> ChronoUnit.HOURS.between(begin, end);
            case "day" -> ChronoUnit.DAYS.between(begin, end);
            case "week" -> ChronoUnit.WEEKS.between(begin, end);
            case "month" -> ChronoUnit.MONTHS.between(begin, end);
            case "quarter" -> ChronoUnit.MONTHS.between(begin, end) / 3;
            default -> ChronoUnit.YEARS.between(begin, end);
        };
    }

    private static String singular(String unit) {
        String lower = unit.toLowerCase(Locale.ROOT);
        return lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
