package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where bodies go that do not travel in their events. */
public record BodyConfig(
        int inlineMaxBytes, Optional<Path> directory, long maxPendingBytes, long maxBytes, Duration retention) {
    /** Kafka's limit for our topics is 16 MiB, and an event may hold two bodies. */
    static final Key<Integer> INLINE = Key.bytes("inline_max_bytes")
            .min("0")
            .max("4MiB")
            .as(Math::toIntExact)
            .byDefault("2MiB")
            .says("Largest body that travels in its event; a larger one is kept as a file.");

    static final Key<Optional<Path>> DIRECTORY = Key.path("directory")
            .optional()
            .says("Folder for bodies kept as files; by default `bodies` in the data folder.");
    static final Key<Long> MAX_PENDING = Key.bytes("max_pending_bytes")
            .min("1MiB")
            .max("1024GiB")
            .byDefault("64MiB")
            .says("Memory for bodies that wait to be written; what does not fit is shed and counted.");
    static final Key<Long> MAX_BYTES = Key.bytes("max_bytes")
            .min("1MiB")
            .byDefault("2GiB")
            .says("Disk space for bodies kept as files, beside that of the spool; beyond it the oldest are deleted.");
    static final Key<Duration> RETENTION = Key.duration("retention")
            .byDefault("7d")
            .says("Age at which bodies kept as files are deleted; by default that of the events in Kafka.");

    static BodyConfig read(Section bodies) {
        return new BodyConfig(
                bodies.get(INLINE),
                bodies.get(DIRECTORY),
                bodies.get(MAX_PENDING),
                bodies.get(MAX_BYTES),
                bodies.get(RETENTION));
    }
}
