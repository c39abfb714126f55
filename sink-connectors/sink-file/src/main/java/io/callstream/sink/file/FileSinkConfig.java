package io.callstream.sink.file;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how lines are kept.
 *
 * @param directory holds the files; one process at a time writes there
 * @param rotateBytes a file that has grown to this size is put aside
 * @param rotateEvery a file is put aside after this time; zero for never
 * @param compress whether files put aside are gzipped
 * @param fsync whether a batch counts as delivered only when the disk has it, so that it outlives a power cut
 */
public record FileSinkConfig(Path directory, long rotateBytes, Duration rotateEvery, boolean compress, boolean fsync) {
    public FileSinkConfig {
        if (rotateBytes < 1 || rotateEvery.isNegative()) {
            throw new IllegalArgumentException("a file holds at least one byte and some time: rotate_bytes "
                    + rotateBytes + ", rotate_every " + rotateEvery);
        }
    }
}
