package io.callstream.recipes.lines;

import java.util.regex.Pattern;

/** Keeps what callers write from looking like further lines. */
public final class OneLine {
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private OneLine() {}

    /** The text with a space for every line break and control character. */
    public static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ");
    }
}
