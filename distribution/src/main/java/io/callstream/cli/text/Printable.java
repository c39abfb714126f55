package io.callstream.cli.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values that callers and providers chose, as a terminal may show them: one that holds an escape sequence must not move the
 * cursor, change a title or look like a line of its own.
 */
public final class Printable {
    private Printable() {}

    /** The value with every control and format character as {@code \\uXXXX}; {@code -} for null. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        String text = value.toString();
        return text.codePoints().noneMatch(Printable::unsafe) ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (unsafe(point)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }

    /** Controls, line and paragraph separators, and what turns the direction of writing round. */
    private static boolean unsafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
