package io.callstream.cli.export;

import java.util.Locale;

/** The forms of exported files. */
enum ExportFormat {
    PARQUET("FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE_BYTES '64MB'"),
    JSONL("FORMAT json");

    private final String options;

    ExportFormat(String options) {
        this.options = options;
    }

    /** The engine's options for it. */
    String options() {
        return options;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return extension();
    }
}
