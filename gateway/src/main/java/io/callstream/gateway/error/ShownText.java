package io.callstream.gateway.error;

/** Text that somebody else chose, such as a path or a model's name, made fit to be shown in a message. */
public final class ShownText {
    private static final int LONGEST = 200;

    private ShownText() {}

    /** At most so much of it that it stays readable, without anything that moves a cursor or turns text around. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 3);
        int end = Math.min(text.length(), LONGEST);
        for (int at = 0; at < end; ) {
            int c = text.codePointAt(at);
            append(shown, c);
            at += Character.charCount(c);
        }
        return text.length() > LONGEST ? shown.append("...").toString() : shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> shown.append(String.format("\\u%04x", c));
            default -> shown.appendCodePoint(c);
        }
    }
}
