package io.callstream.sql.flink.function;

import java.time.LocalDateTime;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** {@code date_diff('minute', from, to)}: how many times a minute begins between the two. */
public final class DateDiff extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public @Nullable Long eval(
            @Nullable String unit,
            @DataTypeHint("TIMESTAMP(3)") @Nullable LocalDateTime from,
            @DataTypeHint("TIMESTAMP(3)") @Nullable LocalDateTime to) {
        return unit == null || from == null || to == null ? null : TimeUnits.between(unit, from, to);
    }
}
