package io.callstream.gateway.config;

import io.callstream.settings.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a running gateway takes over of a changed configuration.
 *
 * @param effective the changed configuration, with the running one's values where only a start can change them
 * @param atNextStart settings whose changes wait for the next start
 */
public record ConfigChange(GatewayConfig effective, List<String> atNextStart) {
    public ConfigChange {
        atNextStart = List.copyOf(atNextStart);
    }

    public static ConfigChange of(GatewayConfig running, GatewayConfig changed) {
        List<String> waiting = new ArrayList<>();
        new Fixed("callstream.server", waiting).server(running.server(), changed.server());
        new Fixed("callstream.upstream", waiting).upstream(running.upstream(), changed.upstream());
        events(running.events(), changed.events(), waiting);
        new Fixed("callstream", waiting)
                .section(
                        "responses",
                        running.calls().responses(),
                        changed.calls().responses());
        new Fixed("callstream.auth", waiting).auth(running.auth(), changed.auth());
        return new ConfigChange(effective(running, changed), waiting);
    }

    private static void events(EventsConfig before, EventsConfig now, List<String> waiting) {
        new Fixed("callstream.bodies", waiting)
                .bodies(before.capture().storage(), now.capture().storage());
        new Fixed("callstream.spool", waiting).spool(before.spool(), now.spool());
        places(before, now, new Fixed("callstream", waiting));
    }

    private static void places(EventsConfig before, EventsConfig now, Fixed callstream) {
        callstream.key(
                CaptureConfig.EVENTS, before.capture().events(), now.capture().events());
        callstream.key(
                SpoolConfig.OfGateway.ID,
                before.spool().gatewayId(),
                now.spool().gatewayId());
        callstream.section("kafka", before.kafka(), now.kafka());
        callstream.section("schema_registry", before.registry(), now.registry());
    }

    private static GatewayConfig effective(GatewayConfig running, GatewayConfig changed) {
        AuthConfig auth = changed.auth();
        return new GatewayConfig(
                running.server().with(changed.server().cors()),
                new AuthConfig(
                        auth.keys(),
                        running.auth().refusedEventsPerSecond(),
                        running.auth().refusedBytesPerDay(),
                        auth.keyHeader(),
                        auth.selectableRoutes(),
                        auth.anonymous(),
                        auth.management(),
                        auth.limits()),
                changed.models(),
                running.upstream(),
                new CallsConfig(
                        changed.calls().hooks(),
                        changed.calls().cache(),
                        running.calls().responses(),
                        changed.calls().prices(),
                        changed.calls().demands(),
                        changed.calls().callers()),
                new EventsConfig(
                        capture(running.events().capture(), changed.events().capture()),
                        running.events().spool(),
                        running.events().kafka(),
                        running.events().registry()),
                changed.passThrough(),
                changed.notes());
    }

    private static CaptureConfig capture(CaptureConfig running, CaptureConfig changed) {
        return new CaptureConfig(
                running.events(),
                changed.chunks(),
                changed.bodies(),
                changed.redact(),
                running.storage(),
                changed.requestHeaders(),
                changed.redaction());
    }

    /** Compares the settings of one section that only a start can change. */
    private record Fixed(String section, List<String> waiting) {
        void key(Key<?> key, Object before, Object now) {
            section(key.name(), before, now);
        }

        void section(String name, Object before, Object now) {
            if (!Objects.equals(before, now)) {
                waiting.add(section + "." + name);
            }
        }

        void server(ServerConfig before, ServerConfig now) {
            key(ServerConfig.HOST, before.host(), now.host());
            key(ServerConfig.PORT, before.port(), now.port());
            key(ServerConfig.EVENT_LOOPS, before.eventLoops(), now.eventLoops());
            ServerLimits limits = before.limits();
            key(ServerLimits.MAX_BODY, limits.maxBodyBytes(), now.limits().maxBodyBytes());
            key(ServerLimits.MAX_HEADER, limits.maxHeaderBytes(), now.limits().maxHeaderBytes());
            key(
                    ServerLimits.MAX_CONNECTIONS,
                    limits.maxConnections(),
                    now.limits().maxConnections());
            key(ServerLimits.MAX_MEMORY, limits.maxMemoryBytes(), now.limits().maxMemoryBytes());
            key(
                    ServerTimeouts.REQUEST,
                    before.timeouts().request(),
                    now.timeouts().request());
            key(ServerTimeouts.IDLE, before.timeouts().idle(), now.timeouts().idle());
            key(ServerTimeouts.DRAIN, before.timeouts().drain(), now.timeouts().drain());
            section("tls", before.tls(), now.tls());
            key(ServerConfig.WARM_UP, before.warmUp(), now.warmUp());
        }

        void upstream(UpstreamConfig before, UpstreamConfig now) {
            key(UpstreamConfig.CONNECT, before.connectTimeout(), now.connectTimeout());
            key(UpstreamConfig.IDLE, before.idleTimeout(), now.idleTimeout());
            key(UpstreamConfig.MAX_CONNECTIONS, before.maxConnections(), now.maxConnections());
            key(UpstreamConfig.MAX_RESPONSE, before.maxResponseBytes(), now.maxResponseBytes());
        }

        void bodies(BodyConfig before, BodyConfig now) {
            key(BodyConfig.INLINE, before.inlineMaxBytes(), now.inlineMaxBytes());
            key(BodyConfig.DIRECTORY, before.directory(), now.directory());
            key(BodyConfig.MAX_PENDING, before.maxPendingBytes(), now.maxPendingBytes());
            key(BodyConfig.MAX_BYTES, before.maxBytes(), now.maxBytes());
            key(BodyConfig.RETENTION, before.retention(), now.retention());
        }

        void spool(SpoolConfig before, SpoolConfig now) {
            key(SpoolConfig.DIRECTORY, before.directory(), now.directory());
            key(SpoolConfig.MAX_BYTES, before.maxBytes(), now.maxBytes());
            key(SpoolConfig.SEGMENT, before.segmentBytes(), now.segmentBytes());
            key(SpoolConfig.DURABILITY, before.durability(), now.durability());
            key(SpoolConfig.ON_FULL, before.onFull(), now.onFull());
        }

        void auth(AuthConfig before, AuthConfig now) {
            key(AuthConfig.REFUSED_EVENTS, before.refusedEventsPerSecond(), now.refusedEventsPerSecond());
            key(AuthConfig.REFUSED_BYTES, before.refusedBytesPerDay(), now.refusedBytesPerDay());
        }
    }
}
