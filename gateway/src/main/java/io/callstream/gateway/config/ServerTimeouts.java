package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;

/** How long the gateway waits for its clients. */
public record ServerTimeouts(Duration request, Duration idle, Duration drain) {
    static final Key<Duration> REQUEST = Key.duration("request_timeout")
            .min("1ms")
            .byDefault("30s")
            .says("Time a client has to send a request, from its first byte to its last.");
    static final Key<Duration> IDLE = Key.duration("idle_timeout")
            .min("1ms")
            .byDefault("2m")
            .says("Time after which a connection without a call is closed.");
    static final Key<Duration> DRAIN = Key.duration("drain_timeout")
            .byDefault("25s")
            .says("Time that open calls have to end when the gateway is stopped.");

    static ServerTimeouts read(Section server) {
        return new ServerTimeouts(server.get(REQUEST), server.get(IDLE), server.get(DRAIN));
    }
}
