package io.callstream.gateway.app;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.ServerConfig;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.limit.ConnectionBudget;
import io.callstream.gateway.server.HttpServer;
import io.callstream.gateway.server.ServerServices;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.usage.UsageCounter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs, and the order in which it starts and stops. */
public final class GatewayProcess {
    private static final Logger log = LoggerFactory.getLogger(GatewayProcess.class);
    private static final long LOOPS_END_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup loops;
    private final Background background;
    private final @Nullable EventPath events;
    private final HttpServer server;
    private final Duration drain;

    private GatewayProcess(Parts parts, HttpServer server, Duration drain) {
        this.loops = parts.loops;
        this.background = parts.background;
        this.events = parts.events;
        this.server = server;
        this.drain = drain;
    }

    private record Parts(
            MultiThreadIoEventLoopGroup loops,
            Background background,
            @Nullable EventPath events) {}

    /** @param port overrides the configuration's, unless it is negative */
    public static GatewayProcess start(
            GatewayConfig config, Path dataDir, int port, Clock clock, RandomGenerator seeds) {
        warn(config);
        Background background = new Background();
        Transport transport = Transport.best();
        int count = loopCount(config.server());
        EventPath events = null;
        MultiThreadIoEventLoopGroup loops = null;
        try {
            if (config.capture().events()) {
                EventPath.Counting counting = new EventPath.Counting(BodyStore.NOWHERE, UsageCounter.NONE);
                events = EventPath.open(config, dataDir, count, clock, counting);
            }
            loops = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("gateway"), transport.io());
            ConnectionBudget budget =
                    new ConnectionBudget(config.server().limits().maxConnections());
            LoopBuilder builder = new LoopBuilder(config, events, transport, background, clock);
            ServerServices services = new ServerServices(builder.build(loops, seeds), budget, clock);
            int chosen = port < 0 ? config.server().port() : port;
            HttpServer server = HttpServer.start(config.server(), chosen, transport, loops, services);
            log.info("gateway ready: address={} transport={} loops={}", server.address(), transport.name(), count);
            return new GatewayProcess(
                    new Parts(loops, background, events),
                    server,
                    config.server().timeouts().drain());
        } catch (RuntimeException e) {
            stop(loops, background, events);
            throw e;
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public void close() {
        server.close(drain);
        stop(loops, background, events);
    }

    /** What was counted late still has its event told: the loops run until the background is done. */
    private static void stop(
            @Nullable MultiThreadIoEventLoopGroup loops, Background background, @Nullable EventPath events) {
        background.close();
        if (loops != null) {
            loops.shutdownGracefully(0, LOOPS_END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        }
        if (events != null) {
            events.close();
        }
    }

    private static int loopCount(ServerConfig config) {
        return config.eventLoops() > 0
                ? config.eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }

    private static void warn(GatewayConfig config) {
        if (config.auth().open()) {
            log.warn("anybody may call: no general_settings.master_key and no callstream.auth.keys are set");
        }
        if (!config.ignoredKeys().isEmpty()) {
            log.warn("configuration keys without a meaning here: keys={}", config.ignoredKeys());
        }
    }
}
