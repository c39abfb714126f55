package io.callstream.cli.rows;

/** The forms in which rows are written. */
public enum RowFormat {
    /** For people: aligned, and no wider than the terminal. */
    TABLE,
    /** RFC 4180, with a line of names; a null is an empty field. */
    CSV,
    /** One array of objects. */
    JSON,
    /** One object a line. */
    JSONL,
    /** A table for documents and tickets. */
    MARKDOWN;

    public RowWriter writer(RowOutput out) {
        return switch (this) {
            case TABLE -> new TableWriter(out);
            case CSV -> new CsvWriter(out);
            case JSON -> new JsonRows(out, true);
            case JSONL -> new JsonRows(out, false);
            case MARKDOWN -> new MarkdownWriter(out);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
