package io.callstream.cli.rows;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: a Chinese character takes two, an accent of its own none. */
final class DisplayWidth {
    private static final String ELLIPSIS = "…";

    private DisplayWidth() {}

    static int of(String text) {
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x7f) {
            ascii++;
        }
        return ascii == text.length()
                ? ascii
                : text.codePoints().map(DisplayWidth::ofPoint).sum();
    }

    private static int ofPoint(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }

    /** The text in so many columns: filled with blanks, or cut and marked as cut. */
    static String fitted(String text, int width, boolean right) {
        int own = of(text);
        if (own > width) {
            return cut(text, width);
        }
        String blanks = " ".repeat(width - own);
        return right ? blanks + text : text + blanks;
    }

    static String cut(String text, int width) {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int point : text.codePoints().toArray()) {
            int next = ofPoint(point);
            if (used + next > width - 1) {
                break;
            }
            kept.appendCodePoint(point);
            used += next;
        }
        return kept + ELLIPSIS + " ".repeat(Math.max(0, width - 1 - used));
    }
}
