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
        int maxConnections) {
    private static final int DEFAULT_BODY = 32 << 20;
    private static final int DEFAULT_HEADER = 32 << 10;
    private static final int DEFAULT_CONNECTIONS = 10_000;

    static ServerLimits read(Section server) {
        return new ServerLimits(
                Sizes.read(server, "max_body_bytes", DEFAULT_BODY, 1 << 10, 1 << 30),
                Sizes.read(server, "max_header_bytes", DEFAULT_HEADER, 1 << 10, 1 << 24),
                server.integer("max_connections", DEFAULT_CONNECTIONS, 1, 10_000_000));
    }
}
