package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** The disk log in front of Kafka. */
public record SpoolConfig(
        Optional<Path> directory,
        long maxBytes,
        int segmentBytes,
        SpoolDurability durability,
        SpoolOnFull onFull,
        Optional<String> gatewayId) {
    private static final int PAGE = 4096;

    /** What one event loop needs; a gateway with more of them asks for more when it starts. */
    private static final long LEAST_SEGMENTS = 4;

    static final Key<Optional<Path>> DIRECTORY =
            Key.path("directory").optional().says("Folder of the spool; by default `spool` in the data folder.");
    static final Key<Long> MAX_BYTES = Key.bytes("max_bytes")
            .byDefault("2GiB")
            .says("Disk space for events that Kafka has not taken yet; beyond it events are shed, and counted.");

    /** The shortest event fits into the least. */
    static final Key<Integer> SEGMENT = Key.bytes("segment_bytes")
            .min("64KiB")
            .max("1GiB")
            .as(Math::toIntExact)
            .expecting(bytes -> bytes % PAGE == 0, "a multiple of " + PAGE)
            .byDefault("16MiB")
            .says("Size of one spool file; bounds the largest event.");

    static final Key<SpoolDurability> DURABILITY = Key.choice("durability", SpoolDurability.class)
            .byDefault("spooled")
            .says("What a call waits for before it goes to the provider: `spooled`, `fsynced` or `acked`.");
    static final Key<SpoolOnFull> ON_FULL = Key.choice("on_full", SpoolOnFull.class)
            .byDefault("shed")
            .says(
                    "What becomes of calls when there is no room for their events: `shed` lets them go on and counts what is"
                            + " lost, `refuse_calls` answers new ones with 503 while there is still room for those under way.");

    /** Of the gateway as a whole: it stands in {@code callstream}. */
    static final class OfGateway {
        static final Key<Optional<String>> ID = Key.text("gateway_id")
                .optional()
                .says("Name of this gateway in its events; by default one is made up at the first start and kept.");

        private OfGateway() {}
    }

    static SpoolConfig read(Section spool, Section callstream) {
        int segment = spool.get(SEGMENT);
        long most = spool.get(MAX_BYTES);
        if (most < LEAST_SEGMENTS * segment) {
            spool.problem(
                    MAX_BYTES.name(),
                    "is " + most + " bytes (expected at least " + LEAST_SEGMENTS * segment + ", " + LEAST_SEGMENTS
                            + " times segment_bytes)");
        }
        return new SpoolConfig(
                spool.get(DIRECTORY),
                most,
                segment,
                spool.get(DURABILITY),
                spool.get(ON_FULL),
                callstream.get(OfGateway.ID));
    }
}
