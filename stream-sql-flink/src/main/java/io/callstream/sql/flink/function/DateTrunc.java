package io.callstream.sql.flink.function;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** {@code date_trunc('hour', time)}: the beginning of the hour, in UTC. */
public final class DateTrunc extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public @Nullable @DataTypeHint("TIMESTAMP(3)") LocalDateTime eval(
            @Nullable String unit, @DataTypeHint("TIMESTAMP(3)") @Nullable LocalDateTime time) {
        return unit == null || time == null ? null : TimeUnits.truncated(unit, time);
    }

    public @Nullable @DataTypeHint("TIMESTAMP(3)") LocalDateTime eval(
            @Nullable String unit, @DataTypeHint("TIMESTAMP_LTZ(3)") @Nullable Instant time) {
        return time == null ? null : eval(unit, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
