package io.callstream.gateway.error;

/** Writes strings as JSON. */
public final class JsonText {
    private JsonText() {}

    /** Appends a text with its quotes. */
    public static void quote(StringBuilder json, String text) {
        io.callstream.json.JsonText.quote(json, text);
    }

    /** A text with its quotes. */
    public static String quoted(String text) {
        return io.callstream.json.JsonText.quoted(text);
    }
}
