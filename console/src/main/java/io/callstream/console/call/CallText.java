package io.callstream.console.call;

import java.util.Locale;

/** How figures of a call are written. */
public final class CallText {
    private static final double NANO = 1e9;

    private CallText() {}

    /** A span of time, as short as it can be said. */
    public static String micros(long us) {
        if (us < 1_000) {
            return us + " µs";
        }
        double millis = us / 1_000.0;
        if (millis < 1_000) {
            return format(millis < 10 ? "%.1f ms" : "%.0f ms", millis);
        }
        double seconds = millis / 1_000;
        return seconds < 60
                ? format("%.2f s", seconds)
                : format("%.0f min %.0f s", Math.floor(seconds / 60), seconds % 60);
    }

    /** An amount, with as many digits as it needs. */
    public static String usd(long nano) {
        if (nano == 0) {
            return "$0";
        }
        double value = nano / NANO;
        return format(value < 0.01 ? "$%.7f" : value < 1 ? "$%.4f" : "$%,.2f", value);
    }

    public static String count(long number) {
        return format("%,d", number);
    }

    public static String bytes(long bytes) {
        return bytes < 10_000 ? count(bytes) + " B" : format("%.1f kB", bytes / 1_000.0);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
