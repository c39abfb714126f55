package io.callstream.settings.metric;

import java.util.Locale;

/** What a metric counts; its name ends with the unit. */
public enum MetricUnit {
    /** Nothing that has a unit. */
    NONE,
    SECONDS,
    BYTES,
    EVENTS,
    RECORDS,
    /** US dollars. */
    USD;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
