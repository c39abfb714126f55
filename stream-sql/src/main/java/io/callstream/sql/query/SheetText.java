package io.callstream.sql.query;

/** Texts of files that are opened in spreadsheets: what callers wrote must not be run there. */
public final class SheetText {
    private SheetText() {}

    /** With an apostrophe before what a spreadsheet would take for a formula. */
    public static String plain(String text) {
        return text.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + text : text;
    }
}
