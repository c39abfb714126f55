package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.nio.file.Path;
import java.util.Optional;

/** The disk log in front of Kafka. */
public record SpoolConfig(
        @Setting(
                key = "callstream.spool.directory",
                says = "Folder of the spool; by default `spool` in the data folder.")
        Optional<Path> directory,

        @Setting(
                key = "callstream.spool.max_bytes",
                says = "Disk space for events that Kafka has not taken yet; beyond it events are shed, and counted.")
        long maxBytes,

        @Setting(key = "callstream.spool.segment_bytes", says = "Size of one spool file; bounds the largest event.")
        int segmentBytes,

        @Setting(
                key = "callstream.spool.durability",
                says = "What a call waits for before it goes to the provider: `spooled`, `fsynced` or `acked`.")
        SpoolDurability durability,

        @Setting(
                key = "callstream.spool.on_full",
                says =
                        "What becomes of calls when there is no room for their events: `shed` lets them go on and counts what is lost, `refuse_calls` answers new ones with 503 while there is still room for those under way.")
        SpoolOnFull onFull,

        @Setting(
                key = "callstream.gateway_id",
                says = "Name of this gateway in its events; by default one is made up at the first start and kept.")
        Optional<String> gatewayId) {
    private static final long DEFAULT_BYTES = 2L << 30;
    private static final int DEFAULT_SEGMENT = 16 << 20;
    private static final int PAGE = 4096;
    /** The shortest event fits into it. */
    private static final int LEAST_SEGMENT = 64 << 10;

    /** What one event loop needs; a gateway with more of them asks for more when it starts. */
    private static final long LEAST_SEGMENTS = 4;

    static SpoolConfig read(Section spool, Section callstream) {
        int segment = Sizes.read(spool, "segment_bytes", DEFAULT_SEGMENT, LEAST_SEGMENT, 1 << 30);
        if (segment % PAGE != 0) {
            spool.problem("segment_bytes", "is " + segment + " (expected a multiple of " + PAGE + ")");
        }
        return new SpoolConfig(
                spool.text("directory").map(Path::of),
                Sizes.readLong(spool, "max_bytes", DEFAULT_BYTES, LEAST_SEGMENTS * segment, Long.MAX_VALUE),
                segment,
                spool.choice("durability", SpoolDurability.class, SpoolDurability.SPOOLED),
                spool.choice("on_full", SpoolOnFull.class, SpoolOnFull.SHED),
                callstream.text("gateway_id"));
    }
}
