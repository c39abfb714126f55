package io.callstream.sink.json;

/** Keeps texts within a destination's limits. */
public final class Texts {
    private Texts() {}

    /** At most so many characters, the last of them an ellipsis if something was cut off; never half a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + '…';
    }
}
