package io.callstream.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and spans of time as people write them: {@code 64MiB}, {@code 500ms}. */
public final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
    /** Digits may be written in groups, as YAML 1.1 has it. */
    private static final Pattern GROUPS = Pattern.compile("(?<=\\d)_(?=\\d)");

    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);

    /** A bare number counts seconds, as LiteLLM's timeouts do. */
    private static final Map<String, Long> MICROS = Map.of(
            "",
            1_000_000L,
            "us",
            1L,
            "ms",
            1_000L,
            "s",
            1_000_000L,
            "m",
            60_000_000L,
            "min",
            60_000_000L,
            "h",
            3_600_000_000L,
            "d",
            86_400_000_000L);

    /** Behind the point. */
    private static final int MOST_DIGITS = 1_000;

    private Quantities() {}

    /** @throws IllegalArgumentException naming the text, if it is no size */
    public static long bytes(String text) {
        double bytes = parse(text, BYTES, "a size such as 512KiB, 64MiB or 1GiB");
        if (bytes >= Long.MAX_VALUE) {
            throw new IllegalArgumentException("is '" + text + "' (expected a size that a machine can have)");
        }
        return Math.round(bytes);
    }

    static Duration duration(String text) {
        double micros = parse(text, MICROS, "a span of time such as 500ms, 30s or 5m");
        return Duration.ofNanos(Math.round(micros * 1_000));
    }

    /**
     * A whole number, also as {@code 100_000}, {@code 1e6} and {@code 3.0}.
     *
     * @throws NumberFormatException if it is no number
     * @throws IllegalArgumentException naming the text, if it is no whole one
     */
    static long whole(String text) {
        try {
            return exact(text).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("is '" + text + "' (expected a whole number)", e);
        }
    }

    /** As {@link #whole}; NumberFormatException also for one that is too large. */
    static int integer(String text) {
        long whole = whole(text);
        if (whole != (int) whole) {
            throw new NumberFormatException("too large");
        }
        return (int) whole;
    }

    /** @throws NumberFormatException if it is no number, or one that whoever reckons with it would need a lot of memory for */
    static BigDecimal exact(String text) {
        BigDecimal number = new BigDecimal(GROUPS.matcher(text.strip()).replaceAll(""));
        if (number.scale() > MOST_DIGITS) {
            throw new NumberFormatException("too many digits behind the point");
        }
        return number;
    }

    /** @throws NumberFormatException if it is no number */
    static double decimal(String text) {
        return Double.parseDouble(GROUPS.matcher(text.strip()).replaceAll(""));
    }

    private static double parse(String text, Map<String, Long> units, String expected) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("is '" + text + "' (expected " + expected + ")");
        }
        return Double.parseDouble(matcher.group(1)) * unit;
    }
}
