package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.time.Duration;

/** How long the gateway waits for its clients. */
public record ServerTimeouts(
        @Setting(
                key = "callstream.server.request_timeout",
                says = "Time a client has to send a request, from its first byte to its last.")
        Duration request,

        @Setting(
                key = "callstream.server.idle_timeout",
                says = "Time after which a connection without a call is closed.")
        Duration idle,

        @Setting(
                key = "callstream.server.drain_timeout",
                says = "Time that open calls have to end when the gateway is stopped.")
        Duration drain) {
    static ServerTimeouts read(Section server) {
        return new ServerTimeouts(
                server.duration("request_timeout", Duration.ofSeconds(30)),
                server.duration("idle_timeout", Duration.ofMinutes(2)),
                server.duration("drain_timeout", Duration.ofSeconds(25)));
    }
}
