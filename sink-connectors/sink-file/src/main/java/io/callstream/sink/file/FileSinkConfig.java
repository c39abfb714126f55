package io.callstream.sink.file;

import io.callstream.settings.Key;
import io.callstream.sink.SinkSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how events are kept.
 *
 * @param directory holds the files; with {@link Format#JSONL} one process at a time writes there
 * @param format what files are like
 * @param rotation when a file of lines is put aside
 * @param fsync whether a batch counts as delivered only when the disk has it, so that it outlives a power cut
 */
public record FileSinkConfig(Path directory, Format format, RotationRules rotation, boolean fsync) {
    static final Key<Path> DIRECTORY = Key.path("directory")
            .orVariables("CALLSTREAM_FILE_DIRECTORY")
            .required()
            .says("Where the files are; with `jsonl` one process at a time writes there.");
    static final Key<Format> FORMAT =
            Key.choice("format", Format.class).byDefault("jsonl").says("`jsonl`, or `parquet`: see below.");
    static final Key<Long> ROTATE_BYTES =
            Key.bytes("rotate_bytes").min("1").byDefault("128MiB").says("A file of this size is put aside.");
    static final Key<Duration> ROTATE_EVERY = Key.duration("rotate_every")
            .byDefault("1d")
            .says("A file is put aside after this time, counted since this process began it; `0` for never.");
    static final Key<Boolean> COMPRESS =
            Key.flag("compress").byDefault("false").says("Compresses files that were put aside (gzip).");
    static final Key<Boolean> FSYNC = Key.flag("fsync")
            .byDefault("true")
            .says(
                    "A batch counts as delivered when the disk has it; `false` survives a killed process, not a power cut.");

    static FileSinkConfig read(SinkSettings settings) {
        return new FileSinkConfig(
                settings.get(DIRECTORY),
                settings.get(FORMAT),
                new RotationRules(settings.get(ROTATE_BYTES), settings.get(ROTATE_EVERY), settings.get(COMPRESS)),
                settings.get(FSYNC));
    }

    /** What files are like. */
    public enum Format {
        /** One file that lines are appended to. */
        JSONL,
        /** A file of columns for each batch, by kind and day. */
        PARQUET
    }
}
