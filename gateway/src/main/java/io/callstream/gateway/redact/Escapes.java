package io.callstream.gateway.redact;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON's escape sequences in texts that are no JSON: parts of it, or words about it. */
final class Escapes {
    private static final String BEGINNING = "\\u";
    private static final Pattern SEQUENCE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private Escapes() {}

    /** A text with the characters that its sequences stand for; the same one where it has none. */
    static String read(String text) {
        if (!text.contains(BEGINNING)) {
            return text;
        }
        Matcher sequence = SEQUENCE.matcher(text);
        StringBuilder read = new StringBuilder(text.length());
        int at = 0;
        while (sequence.find()) {
            read.append(text, at, withoutBackslashes(text, at, sequence.start()))
                    .append((char) Integer.parseInt(sequence.group(1), 16));
            at = sequence.end();
        }
        return at == 0 ? text : read.append(text, at, text.length()).toString();
    }

    /** In JSON within strings of JSON, a sequence has several. */
    private static int withoutBackslashes(String text, int from, int to) {
        int end = to;
        while (end > from && text.charAt(end - 1) == '\\') {
            end--;
        }
        return end;
    }
}
