package io.callstream.sink.file;

import java.time.Duration;

/**
 * When a file of lines is put aside.
 *
 * @param bytes a file that has grown to this size is
 * @param every a file is after this time; zero for never
 * @param compress whether files put aside are gzipped
 */
public record RotationRules(long bytes, Duration every, boolean compress) {
    public RotationRules {
        if (bytes < 1 || every.isNegative()) {
            throw new IllegalArgumentException(
                    "a file holds at least one byte and some time: rotate_bytes " + bytes + ", rotate_every " + every);
        }
    }
}
