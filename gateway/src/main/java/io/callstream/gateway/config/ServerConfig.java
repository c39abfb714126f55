package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.Optional;

/** Where and how the gateway listens. */
public record ServerConfig(
        @Setting(
                key = "callstream.server.host",
                says = "Address to listen on; by default 0.0.0.0 with a key, and 127.0.0.1 when anybody may call.")
        String host,

        @Setting(key = "callstream.server.port", says = "Port to listen on; 0 picks a free one.")
        int port,

        @Setting(
                key = "callstream.server.event_loops",
                says = "Threads that serve calls, each with a spool lane of its own; 0 takes one for each core.")
        int eventLoops,

        ServerLimits limits,
        ServerTimeouts timeouts,
        Optional<TlsFiles> tls,
        CorsConfig cors) {
    private static final int DEFAULT_PORT = 4000;

    /** @param open whether anybody may call */
    static ServerConfig read(Section server, boolean open) {
        return new ServerConfig(
                server.text("host").filter(host -> !host.isBlank()).orElse(open ? "127.0.0.1" : "0.0.0.0"),
                server.integer("port", DEFAULT_PORT, 0, 65_535),
                server.integer("event_loops", 0, 0, 1024),
                ServerLimits.read(server),
                ServerTimeouts.read(server),
                TlsFiles.read(server),
                CorsConfig.read(server.section("cors")));
    }
}
