package io.callstream.json;

/** Writes strings as JSON. */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** Appends a text with its quotes. */
    public static void quote(StringBuilder json, String text) {
        json.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                escape(json.append(text, from, i), c);
                from = i + 1;
            }
        }
        json.append(text, from, text.length()).append('"');
    }

    private static void escape(StringBuilder json, char c) {
        if (c < ' ') {
            json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
            json.append('\\').append(c);
        }
    }

    /** A text with its quotes. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        quote(json, text);
        return json.toString();
    }
}
