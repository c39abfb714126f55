package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.time.Duration;

/** How the gateway talks to providers. Each event loop has a pool of its own for each provider address. */
public record UpstreamConfig(
        @Setting(key = "callstream.upstream.connect_timeout", says = "Time a connection to a provider may take.")
        Duration connectTimeout,

        @Setting(
                key = "callstream.upstream.idle_timeout",
                says = "Time after which an unused connection to a provider is closed.")
        Duration idleTimeout,

        @Setting(
                key = "callstream.upstream.max_connections",
                says = "Connections to one provider address, in each event loop.")
        int maxConnections,

        @Setting(
                key = "callstream.upstream.max_response_bytes",
                says =
                        "Largest answer that is put together in memory, and no more than a quarter of the server's memory; a larger one"
                                + " passes on all the same and is told in parts, as a file.")
        int maxResponseBytes) {
    private static final int DEFAULT_CONNECTIONS = 1024;
    private static final int DEFAULT_RESPONSE = 64 << 20;

    static UpstreamConfig read(Section upstream) {
        return new UpstreamConfig(
                upstream.duration("connect_timeout", Duration.ofSeconds(5)),
                upstream.duration("idle_timeout", Duration.ofSeconds(55)),
                upstream.integer("max_connections", DEFAULT_CONNECTIONS, 1, 1_000_000),
                Sizes.read(upstream, "max_response_bytes", DEFAULT_RESPONSE, 1 << 16, 1 << 30));
    }
}
