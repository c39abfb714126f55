package io.callstream.gateway.app;

import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.server.HttpServer;
import io.callstream.gateway.server.ServerServices;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.stage.hook.HookGenerations;
import io.callstream.gateway.stage.hook.HookSource;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A gateway of the same parts for calls that nobody made: metrics, limits and spool are its own, its events go nowhere, it
 * writes no log, and only this machine reaches it.
 */
final class WarmGateway implements AutoCloseable {
    private static final String NAME = "warm-up";

    private final Background background = new Background();
    private final @Nullable EventPath events;
    private final AnswerCaches caches;
    private final HookGenerations hooks;
    private final Limits limits;
    private final HttpServer server;

    /** @param folder for its spool; it may be deleted afterwards */
    private WarmGateway(WarmUp.Process process, GatewayConfig config, EventLoopGroup loops, Path folder) {
        Transport transport = process.transport();
        Clock clock = process.clock();
        Wiring wiring = new Wiring(config, transport, background, clock, new EmptyTables(), HookSource.NONE);
        hooks = wiring.hooks();
        caches = wiring.caches();
        limits = new Limits(
                NAME,
                wiring.tables(),
                clock,
                EmptyTables::noRow,
                wiring.management().membership());
        Snapshot snapshot = wiring.snapshot(config, process.pricing());
        EventPath path = config.events().capture().events() ? events(process, snapshot, wiring, folder) : null;
        events = path;
        HealthPages.State state = new HealthPages.State(null, HealthPages.Configuration.CURRENT);
        LoopParts parts = new LoopParts(
                (lane, loop, read) -> path == null ? EventRecorder.NOOP : path.recorder(lane, loop, read),
                read -> PageRoutes.of(read, clock.instant(), wiring.telemetry(), () -> state, wiring.services(read)),
                limits);
        LoopWirings wired = LoopWirings.of(wiring, parts, loops, RandomGenerator.getDefault(), snapshot);
        server = HttpServer.start(
                config.server(),
                0,
                transport,
                loops,
                new ServerServices(wired.scopes(), wiring.connections(), wiring.memory(), clock));
        if (path != null) {
            path.begin();
        }
    }

    /** @param loops one event loop, which whoever gives it ends */
    static WarmGateway start(WarmUp.Process process, GatewayConfig config, EventLoopGroup loops, Path folder) {
        return new WarmGateway(process, config, loops, folder);
    }

    InetSocketAddress address() {
        return server.address();
    }

    /** To be called when nobody calls any more. */
    @Override
    public void close() {
        server.close(Duration.ofMillis(100));
        background.close();
        caches.close();
        hooks.close();
        limits.close();
        if (events != null) {
            events.close(Duration.ZERO);
        }
    }

    private EventPath events(WarmUp.Process process, Snapshot snapshot, Wiring wiring, Path folder) {
        EventPath.Helpers helpers =
                EventPath.Helpers.of(snapshot.config(), folder, background, wiring, process.tokens());
        return EventPath.toNowhere(snapshot, folder, 1, process.clock(), helpers);
    }
}
