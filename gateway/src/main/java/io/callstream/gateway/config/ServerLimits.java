package io.callstream.gateway.config;

import io.callstream.settings.Section;

/** How much a client may send. */
public record ServerLimits(
        @Setting(key = "callstream.server.max_body_bytes", says = "Largest request body; larger ones get 413.")
        int maxBodyBytes,

        @Setting(key = "callstream.server.max_header_bytes", says = "Largest request head; larger ones get 431.")
        int maxHeaderBytes,

        @Setting(
                key = "callstream.server.max_connections",
                says = "Client connections open at once; further ones get 503 and are closed.")
        int maxConnections,

        @Setting(
                key = "callstream.server.max_memory_bytes",
                says =
                        "Memory for requests and answers under way, all together; what does not fit gets 503. 0 takes three"
                                + " tenths of the heap.")
        long maxMemoryBytes) {
    private static final int DEFAULT_BODY = 32 << 20;
    private static final int DEFAULT_HEADER = 32 << 10;
    private static final int DEFAULT_CONNECTIONS = 10_000;

    private static final long LEAST_MEMORY = 1 << 20;

    static ServerLimits read(Section server) {
        return new ServerLimits(
                Sizes.read(server, "max_body_bytes", DEFAULT_BODY, 1 << 10, 1 << 30),
                Sizes.read(server, "max_header_bytes", DEFAULT_HEADER, 1 << 10, 1 << 24),
                server.integer("max_connections", DEFAULT_CONNECTIONS, 1, 10_000_000),
                memory(server));
    }

    private static long memory(Section server) {
        long bytes = Sizes.readLong(server, "max_memory_bytes", 0, 0, 1L << 40);
        if (bytes > 0 && bytes < LEAST_MEMORY) {
            server.problem(
                    "max_memory_bytes",
                    "is " + bytes + " bytes (expected 0, for three tenths of the heap, or at least " + LEAST_MEMORY
                            + ")");
        }
        return bytes;
    }
}
