package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.Optional;

/** Where and how the gateway listens. */
public record ServerConfig(
        String host,
        int port,
        int eventLoops,
        ServerLimits limits,
        ServerTimeouts timeouts,
        Optional<TlsFiles> tls,
        CorsConfig cors,
        boolean warmUp) {
    static final Key<Optional<String>> HOST = Key.text("host")
            .optional()
            .says("Address to listen on; by default 0.0.0.0 with a key, and 127.0.0.1 when anybody may call.");
    static final Key<Integer> PORT =
            Key.integer("port").min("0").max("65535").byDefault("4000").says("Port to listen on; 0 picks a free one.");
    static final Key<Integer> EVENT_LOOPS = Key.integer("event_loops")
            .min("0")
            .max("1024")
            .byDefault("0")
            .says("Threads that serve calls, each with a spool lane of its own; 0 takes one for each core.");

    static final Key<Boolean> WARM_UP = Key.flag("warm_up")
            .byDefault("true")
            .says(
                    "Whether the start makes calls to itself for up to two seconds before it is ready, and for up to ten"
                            + " more behind it while nobody calls, so that calls do not wait for Java to compile. They leave no event, no metric and no line in the log.");

    ServerConfig with(CorsConfig changed) {
        return new ServerConfig(host, port, eventLoops, limits, timeouts, tls, changed, warmUp);
    }

    /** @param open whether anybody may call */
    static ServerConfig read(Section server, boolean open) {
        return new ServerConfig(
                server.get(HOST).filter(host -> !host.isBlank()).orElse(open ? "127.0.0.1" : "0.0.0.0"),
                server.get(PORT),
                server.get(EVENT_LOOPS),
                ServerLimits.read(server),
                ServerTimeouts.read(server),
                TlsFiles.read(server),
                CorsConfig.read(server.section("cors")),
                server.get(WARM_UP));
    }
}
