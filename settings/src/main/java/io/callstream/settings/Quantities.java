package io.callstream.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and spans of time as people write them: {@code 64MiB}, {@code 500ms}. */
public final class Quantities {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
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

    private Quantities() {}

    /** @throws IllegalArgumentException naming the text, if it is no size */
    public static long bytes(String text) {
        return Math.round(parse(text, BYTES, "a size such as 512KiB, 64MiB or 1GiB"));
    }

    static Duration duration(String text) {
        double micros = parse(text, MICROS, "a span of time such as 500ms, 30s or 5m");
        return Duration.ofNanos(Math.round(micros * 1_000));
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
