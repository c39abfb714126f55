package io.callstream.console.sinks;

import java.util.Locale;

/** How figures of sinks are written; a dash for what is not known. */
public final class SinkText {
    private static final String UNKNOWN = "–";

    private SinkText() {}

    public static String count(long number) {
        return number < 0 ? UNKNOWN : String.format(Locale.ROOT, "%,d", number);
    }

    public static String rate(double perSecond) {
        return perSecond < 0 ? UNKNOWN : String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    public static String seconds(double seconds) {
        return seconds < 0 ? UNKNOWN : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
