package io.callstream.gateway.app;

import io.callstream.events.codec.RegistryClients;
import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.call.ActiveCalls;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.LimitsConfig;
import io.callstream.gateway.config.ServerConfig;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.server.HttpServer;
import io.callstream.gateway.server.LoopScope;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.server.ServerServices;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.stage.hook.HookGenerations;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.gateway.telemetry.Telemetry;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.settings.RegistrySettings;
import io.callstream.table.KafkaTables;
import io.callstream.table.SharedTables;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs, and the order in which it starts and stops. */
public final class GatewayProcess {
    private static final Logger log = LoggerFactory.getLogger(GatewayProcess.class);
    private static final long LOOPS_END_SECONDS = 10;
    private static final Duration LAST_SHIPPING = Duration.ofSeconds(5);

    private final GatewayConfig config;
    private final Transport transport = Transport.best();
    private final Background background = new Background();
    private final HookSource hookSource;
    private final MultiThreadIoEventLoopGroup loops;
    private @Nullable EventPath events;
    private @Nullable HookGenerations hooks;
    private @Nullable SharedTables tables;
    private @Nullable Limits limits;
    private @Nullable HttpServer server;
    private @Nullable LoopWatch watch;
    private @Nullable AnswerCaches caches;
    private @Nullable WarmUp warmUp;
    private volatile @Nullable Reloader reloader;
    private volatile boolean starting = true;

    private GatewayProcess(GatewayConfig config, HookSource hookSource) {
        this.config = config;
        this.hookSource = hookSource;
        this.loops = new MultiThreadIoEventLoopGroup(
                loopCount(config.server()), new DefaultThreadFactory("gateway"), transport.io());
    }

    /**
     * Where and how it runs.
     *
     * @param port overrides the configuration's, unless it is negative
     * @param warmUp whether it warms up before it is ready, where the configuration does not forbid it
     */
    public record Place(Path dataDir, int port, boolean warmUp) {}

    public static GatewayProcess start(
            GatewayConfig config, Place place, Clock clock, RandomGenerator seeds, HookSource hooks) {
        ProcessLog.starting(config);
        GatewayProcess process = new GatewayProcess(config, hooks);
        try {
            int port = place.port < 0 ? config.server().port() : place.port;
            Listening listening = process.start(place.dataDir, port, clock, seeds);
            if (place.warmUp && config.server().warmUp()) {
                process.warmUp(listening, place.dataDir, clock);
            } else {
                process.prepare();
            }
            process.awaitLimits();
            // Not before: while Java compiles, a loop may stand still for as long as is worth a warning otherwise.
            process.watch = LoopWatch.start(listening.loops(), listening.telemetry());
            process.starting = false;
            ProcessLog.ready(config, process.address(), process.transport);
            return process;
        } catch (RuntimeException e) {
            process.close(); // whatever it was, nothing that was started may stay
            throw e;
        }
    }

    /** @throws IllegalStateException if it is not listening */
    public InetSocketAddress address() {
        if (server == null) {
            throw new IllegalStateException("the gateway is not listening");
        }
        return server.address();
    }

    /** What is counted late still gets its event: the loops run until the background is done. */
    public void close() {
        Duration patience = config.server().timeouts().drain();
        if (server != null) {
            log.info("gateway stopping: address={} patience_s={}", server.address(), patience.toSeconds());
            server.close(patience);
        }
        if (warmUp != null) {
            warmUp.close();
        }
        background.close();
        if (watch != null) {
            watch.close();
        }
        if (hooks != null) {
            hooks.close();
        }
        loops.shutdownGracefully(0, LOOPS_END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
        if (limits != null) {
            limits.close();
        }
        if (tables != null) {
            tables.close();
        }
        if (caches != null) {
            caches.close();
        }
        if (events != null) {
            // One that could not start reports nothing: whoever started it hears at once why.
            events.close(server == null ? Duration.ZERO : LAST_SHIPPING);
        }
        if (server != null) {
            log.info("gateway stopped");
        }
    }

    /**
     * Takes over a changed configuration; see {@link Reloader#reload}.
     *
     * @throws IllegalStateException if it is not listening
     */
    public boolean reload(Supplier<GatewayConfig> reading) {
        Reloader running = reloader;
        if (running == null) {
            throw new IllegalStateException("the gateway is not listening");
        }
        return running.reload(reading);
    }

    private void awaitLimits() {
        if (limits != null) {
            limits.awaitKnown();
        }
    }

    private void warmUp(Listening listening, Path dataDir, Clock clock) {
        WarmUp started = WarmUp.start(toWarm(listening, dataDir, clock), WarmUp.ENOUGH);
        warmUp = started;
        started.await();
        started.then(this::prepare);
    }

    private WarmUp.Process toWarm(Listening listening, Path dataDir, Clock clock) {
        return new WarmUp.Process(
                config.events().capture().events(),
                listening.first().pricing(),
                events == null ? new TokenCounter() : events.tokens(),
                dataDir,
                transport,
                clock,
                () -> listening.calls().open() > 0);
    }

    /** What takes long to load and that few calls need; it waits until the warm-up leaves the processors to it. */
    private void prepare() {
        if (events != null) {
            events.prepare(config);
        }
    }

    private Listening start(Path dataDir, int port, Clock clock, RandomGenerator seeds) {
        SharedTables shared = new KafkaTables(config.events().kafka(), dataDir.resolve("tables"));
        tables = shared;
        Wiring wiring = new Wiring(config, transport, background, clock, shared, hookSource);
        caches = wiring.caches();
        hooks = wiring.hooks();
        Snapshot first = wiring.snapshot(config);
        Telemetry telemetry = wiring.telemetry();
        Reloads reloads = new Reloads();
        reloads.show(telemetry);
        if (config.events().capture().events()) {
            events = events(first, wiring, dataDir);
        }
        EventPath path = events;
        Limits counted = limits(path, wiring, config);
        limits = counted;
        LoopParts parts = new LoopParts(
                (lane, loop, snapshot) -> path == null ? EventRecorder.NOOP : path.recorder(lane, loop, snapshot),
                pages(clock.instant(), wiring, path, reloads),
                counted);
        LoopWirings wired = LoopWirings.of(wiring, parts, loops, seeds, first);
        Map<EventLoop, LoopScope> scopes = wired.scopes();
        reloader = new Reloader(config, first, reloads, wiring, changed -> adopt(changed, wired, path));
        server = HttpServer.start(
                config.server(),
                port,
                transport,
                loops,
                new ServerServices(scopes, wiring.connections(), wiring.memory(), clock));
        MemoryLimits.say(config.server().limits(), wiring.memory());
        begin(wiring, path, counted, first.config());
        return new Listening(first, scopes.keySet(), telemetry, wiring.calls());
    }

    /** What goes on behind the calls begins when the gateway answers: until then it would only take its processors from it. */
    private void begin(Wiring wiring, @Nullable EventPath path, Limits counted, GatewayConfig config) {
        if (path != null) {
            wiring.shareCooldowns();
            path.begin();
        }
        boolean ofDeployments = config.models().router().quotas().limits(config.deployments());
        if (ofDeployments || !config.auth().limits().equals(LimitsConfig.NONE)) {
            counted.begin();
        }
    }

    /** What is needed to go on once the gateway answers. */
    private record Listening(Snapshot first, Set<EventLoop> loops, Telemetry telemetry, ActiveCalls calls) {}

    /** Without events the gateway has another name at each start; what it spent under earlier ones counts all the same. */
    private static Limits limits(@Nullable EventPath path, Wiring wiring, GatewayConfig config) {
        String name = path == null ? UUID.randomUUID().toString() : path.gateway();
        RegistrySettings registry = config.events().registry();
        LedgerRows rows = new LedgerRows(() -> RegistryClients.connect(registry.url(), registry.properties()));
        Limits limits = new Limits(
                name, wiring.tables(), wiring.clock(), rows, wiring.management().membership());
        limits.show(wiring.telemetry());
        wiring.countIn(limits);
        return limits;
    }

    private EventPath events(Snapshot first, Wiring wiring, Path dataDir) {
        EventPath.Helpers helpers = EventPath.Helpers.of(config, dataDir, background, wiring, wiring.tokens());
        EventPath path = EventPath.open(first, dataDir, loops.executorCount(), wiring.clock(), helpers);
        EventMetrics.show(wiring.telemetry(), path.counters(), helpers.bodies());
        SpoolMetrics.show(wiring.telemetry(), path::state);
        loops.next().scheduleAtFixedRate(helpers.bodies()::sweep, 0, 1, TimeUnit.HOURS);
        return path;
    }

    private Function<Snapshot, Pages> pages(
            Instant started, Wiring wiring, @Nullable EventPath events, Reloads reloads) {
        Supplier<HealthPages.State> state =
                () -> new HealthPages.State(events == null ? null : events.state(), reloads.state(), starting);
        return snapshot -> PageRoutes.of(snapshot, started, wiring.telemetry(), state, wiring.services(snapshot));
    }

    private static void adopt(Snapshot changed, LoopWirings wired, @Nullable EventPath events) {
        ProcessLog.read(changed.config());
        if (events != null) {
            events.prepare(changed.config());
        }
        wired.adopt(changed);
    }

    private static int loopCount(ServerConfig config) {
        return config.eventLoops() > 0
                ? config.eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }
}
