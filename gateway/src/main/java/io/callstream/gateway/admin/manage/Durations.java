package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.ShownText;
import io.callstream.gateway.limit.BudgetPeriod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** LiteLLM's {@code duration}: how long from now a key is valid. */
final class Durations {
    private static final String FOR_EVER = "-1";
    private static final Map<BudgetPeriod.Unit, ChronoUnit> UNITS = Map.of(
            BudgetPeriod.Unit.SECOND, ChronoUnit.SECONDS,
            BudgetPeriod.Unit.MINUTE, ChronoUnit.MINUTES,
            BudgetPeriod.Unit.HOUR, ChronoUnit.HOURS,
            BudgetPeriod.Unit.DAY, ChronoUnit.DAYS,
            BudgetPeriod.Unit.WEEK, ChronoUnit.WEEKS,
            BudgetPeriod.Unit.MONTH, ChronoUnit.MONTHS);

    private Durations() {}

    /**
     * When it is over; null for never.
     *
     * @param name of the field that says it
     */
    static @Nullable Instant end(String name, String duration, Instant now) {
        if (duration.equals(FOR_EVER)) {
            return null;
        }
        try {
            BudgetPeriod period = BudgetPeriod.parse(ShownText.of(duration));
            ChronoUnit unit = UNITS.getOrDefault(period.unit(), ChronoUnit.DAYS);
            return now.atOffset(ZoneOffset.UTC).plus(period.count(), unit).toInstant();
        } catch (IllegalArgumentException e) {
            throw ManagementException.bad(name + " " + e.getMessage(), name);
        }
    }
}
