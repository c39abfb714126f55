package io.callstream.sql.query;

import io.callstream.reader.time.TimeSpan;
import java.nio.file.Path;

/**
 * What a session may use.
 *
 * @param span the records that tables have, by the time at which Kafka got them
 * @param memoryBytes most memory of the engine, beyond the Java heap; what needs more goes to the temporary folder
 * @param threads most threads of a statement
 * @param temporary an existing folder for what does not fit into memory
 * @param allowFiles whether statements may read and write files of this machine
 */
public record SqlOptions(TimeSpan span, long memoryBytes, int threads, Path temporary, boolean allowFiles) {
    private static final long LEAST_MEMORY = 32L * 1024 * 1024;

    public SqlOptions {
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "memory " + memoryBytes + " (expected at least " + LEAST_MEMORY + " bytes)");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " (expected 1 or more)");
        }
    }

    public SqlOptions withSpan(TimeSpan other) {
        return new SqlOptions(other, memoryBytes, threads, temporary, allowFiles);
    }
}
