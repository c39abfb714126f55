package io.callstream.analytics.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report.
 *
 * @param by the columns asked for, in order, with their values; null where calls have none
 */
public record SpendLine(Map<String, @Nullable String> by, Amounts amounts) {
    public SpendLine {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
    }
}
