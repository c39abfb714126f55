package io.callstream.sink.json;

/**
 * Takes out what PostgreSQL cannot store: the character U+0000 in any text, and in JSON the escapes of U+0000 and of
 * halves of surrogate pairs, which providers send when a chunk ends in the middle of an emoji.
 */
public final class PostgresText implements TextCleaning {
    private static final String REPLACEMENT = "\\ufffd";
    private static final int ESCAPE = 6;

    @Override
    public String text(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }

    @Override
    public String json(String value) {
        return value.contains("\\u0000") || value.contains("\\ud") || value.contains("\\uD") ? rewritten(value) : value;
    }

    private static String rewritten(String json) {
        StringBuilder out = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            at = isUnicodeEscape(json, at) ? escape(json, at, out) : plain(json, at, out);
        }
        return out.toString();
    }

    /** Copies one character, or a backslash and what it escapes. */
    private static int plain(String json, int at, StringBuilder out) {
        int end = Math.min(json.length(), json.charAt(at) == '\\' ? at + 2 : at + 1);
        out.append(json, at, end);
        return end;
    }

    private static int escape(String json, int at, StringBuilder out) {
        char unit = unit(json, at);
        int next = at + ESCAPE;
        if (unit == 0) {
            return next;
        }
        if (!Character.isSurrogate(unit)) {
            out.append(json, at, next);
            return next;
        }
        boolean pair = Character.isHighSurrogate(unit)
                && isUnicodeEscape(json, next)
                && Character.isLowSurrogate(unit(json, next));
        out.append(pair ? json.substring(at, next + ESCAPE) : REPLACEMENT);
        return pair ? next + ESCAPE : next;
    }

    private static boolean isUnicodeEscape(String json, int at) {
        return at + ESCAPE <= json.length() && json.charAt(at) == '\\' && json.charAt(at + 1) == 'u';
    }

    private static char unit(String json, int at) {
        return (char) Integer.parseInt(json, at + 2, at + ESCAPE, 16);
    }
}
