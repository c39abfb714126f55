package io.callstream.sink.file;

import java.nio.file.Path;

/**
 * Where and how events are kept.
 *
 * @param directory holds the files; with {@link Format#JSONL} one process at a time writes there
 * @param format what files are like
 * @param rotation when a file of lines is put aside
 * @param fsync whether a batch counts as delivered only when the disk has it, so that it outlives a power cut
 */
public record FileSinkConfig(Path directory, Format format, RotationRules rotation, boolean fsync) {
    /** What files are like. */
    public enum Format {
        /** One file that lines are appended to. */
        JSONL,
        /** A file of columns for each batch, by kind and day. */
        PARQUET
    }
}
