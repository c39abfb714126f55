package io.callstream.sink.json;

/** Mends escapes in JSON that readers and databases refuse, although its grammar allows them. */
final class JsonEscapes {
    private static final String REPLACEMENT = "\\ufffd";
    private static final int ESCAPE = 6;

    private JsonEscapes() {}

    /**
     * Halves of surrogate pairs become U+FFFD.
     *
     * @param nul whether U+0000 is taken out, too
     */
    static String wellFormed(String json, boolean nul) {
        boolean touched = json.contains("\\ud") || json.contains("\\uD") || nul && json.contains("\\u0000");
        return touched ? rewritten(json, nul) : json;
    }

    private static String rewritten(String json, boolean nul) {
        StringBuilder out = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            at = isUnicodeEscape(json, at) ? escape(json, at, out, nul) : plain(json, at, out);
        }
        return out.toString();
    }

    /** Copies one character, or a backslash and what it escapes. */
    private static int plain(String json, int at, StringBuilder out) {
        int end = Math.min(json.length(), json.charAt(at) == '\\' ? at + 2 : at + 1);
        out.append(json, at, end);
        return end;
    }

    private static int escape(String json, int at, StringBuilder out, boolean nul) {
        char unit = unit(json, at);
        int next = at + ESCAPE;
        if (nul && unit == 0) {
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
        return at + ESCAPE <= json.length()
                && json.charAt(at) == '\\'
                && json.charAt(at + 1) == 'u'
                && json.substring(at + 2, at + ESCAPE).chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
    }

    private static char unit(String json, int at) {
        return (char) Integer.parseInt(json, at + 2, at + ESCAPE, 16);
    }
}
