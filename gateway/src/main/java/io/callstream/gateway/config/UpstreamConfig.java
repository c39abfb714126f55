package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/** How the gateway talks to providers. Each event loop has a pool of its own for each provider address. */
public record UpstreamConfig(Duration connectTimeout, Duration idleTimeout, int maxConnections, int maxResponseBytes) {
    static final Key<Duration> CONNECT = Key.duration("connect_timeout")
            .min("1ms")
            .max("1h")
            .byDefault("5s")
            .says("Time a connection to a provider may take.");
    static final Key<Duration> IDLE = Key.duration("idle_timeout")
            .byDefault("55s")
            .says("Time after which an unused connection to a provider is closed.");
    static final Key<Integer> MAX_CONNECTIONS = Key.integer("max_connections")
            .min("1")
            .max("1000000")
            .byDefault("10000")
            .says(
                    "Connections to one provider address, in each event loop; further calls get 503. By default as many as"
                            + " clients may have.");
    static final Key<Integer> MAX_RESPONSE = Key.bytes("max_response_bytes")
            .min("64KiB")
            .max("1GiB")
            .as(Math::toIntExact)
            .byDefault("64MiB")
            .says("Largest answer that is put together in memory, and no more than a quarter of the server's memory; a"
                    + " larger one passes on all the same and is recorded in parts, as a file.");

    static final Key<Duration> RETRY_WITHIN = Key.duration("retry_within")
            .byDefault("60s")
            .says("No retry begins later than this after a call's first attempt in its model group.");

    static UpstreamConfig read(Section upstream) {
        return new UpstreamConfig(
                upstream.get(CONNECT), upstream.get(IDLE), upstream.get(MAX_CONNECTIONS), upstream.get(MAX_RESPONSE));
    }
}
