package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where bodies go that do not travel in their events. */
public record BodyConfig(
        @Setting(
                key = "callstream.bodies.inline_max_bytes",
                says = "Largest body that travels in its event; a larger one is kept as a file.")
        int inlineMaxBytes,

        @Setting(
                key = "callstream.bodies.directory",
                says = "Folder for bodies kept as files; by default `bodies` in the data folder.")
        Optional<Path> directory,

        @Setting(
                key = "callstream.bodies.max_pending_bytes",
                says = "Memory for bodies that wait to be written; what does not fit is shed and counted.")
        long maxPendingBytes,

        @Setting(
                key = "callstream.bodies.max_bytes",
                says =
                        "Disk space for bodies kept as files, beside that of the spool; beyond it the oldest are deleted.")
        long maxBytes,

        @Setting(
                key = "callstream.bodies.retention",
                says = "Age at which bodies kept as files are deleted; by default that of the events in Kafka.")
        Duration retention) {
    private static final int DEFAULT_INLINE = 2 << 20;
    /** Kafka's limit for our topics is 16 MiB, and an event may hold two bodies. */
    private static final int LARGEST_INLINE = 4 << 20;

    private static final long DEFAULT_PENDING = 64L << 20;
    private static final long DEFAULT_BYTES = 2L << 30;
    private static final Duration DEFAULT_RETENTION = Duration.ofDays(7);

    static BodyConfig read(Section bodies) {
        return new BodyConfig(
                Sizes.read(bodies, "inline_max_bytes", DEFAULT_INLINE, 0, LARGEST_INLINE),
                bodies.text("directory").map(Path::of),
                Sizes.readLong(bodies, "max_pending_bytes", DEFAULT_PENDING, 1 << 20, 1L << 40),
                Sizes.readLong(bodies, "max_bytes", DEFAULT_BYTES, 1 << 20, Long.MAX_VALUE),
                bodies.duration("retention", DEFAULT_RETENTION));
    }
}
