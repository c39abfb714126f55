package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SpendRecord;
import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.event.BodyStore;
import io.callstream.gateway.event.GatewayName;
import io.callstream.gateway.event.RecorderOptions;
import io.callstream.gateway.event.SpoolEventRecorder;
import io.callstream.gateway.server.HttpServer;
import io.callstream.gateway.server.ServerServices;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.gateway.usage.TokenCounter;
import io.callstream.gateway.usage.TokenizerUsage;
import io.callstream.gateway.usage.UsageCounter;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.table.MemoryTables;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway with one event loop and everything but a disk: what it tells goes to a tape. */
final class TestGateway implements AutoCloseable {
    private static final Environment NO_VARIABLES = name -> Optional.empty();
    private static final int SEGMENT = 16 << 20;

    private final EventTape tape = new EventTape();
    private final Background background = new Background();
    private final MultiThreadIoEventLoopGroup loops;
    private final HttpServer server;
    private final Wiring wiring;
    private final Limits limits;
    private final Reloads reloads = new Reloads();
    private final Reloader reloader;

    private TestGateway(GatewayConfig config, HookSource hooks, MemoryTables tables) {
        Transport transport = Transport.best();
        loops = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("gateway-under-test"), transport.io());
        wiring = new Wiring(config, transport, background, Clock.systemUTC(), tables, hooks);
        Snapshot first = wiring.snapshot(config);
        RecorderOptions standing = RecorderOptions.of(
                new GatewayName("gateway-under-test", 1),
                config.events().capture(),
                SEGMENT,
                first.choice(),
                BodyStore.NOWHERE,
                usage(first),
                wiring.telemetry().calls());
        Function<byte[], SpendRecord> noRow = row -> {
            throw new IllegalStateException("there is no ledger");
        };
        limits = new Limits(
                "gateway-under-test",
                wiring.tables(),
                Clock.systemUTC(),
                noRow,
                wiring.management().membership());
        limits.show(wiring.telemetry());
        wiring.countIn(limits);
        LoopParts parts = new LoopParts(
                (lane, loop, snapshot) -> new SpoolEventRecorder(
                        tape,
                        loop,
                        standing.with(
                                        snapshot.config().events().capture(),
                                        SEGMENT,
                                        snapshot.choice(),
                                        BodyStore.NOWHERE,
                                        usage(snapshot))
                                .redacting(snapshot.redactions(), wiring.redactions())),
                snapshot -> PageRoutes.of(
                        snapshot,
                        Instant.EPOCH,
                        wiring.telemetry(),
                        () -> new HealthPages.State(null, reloads.state()),
                        wiring.services(snapshot)),
                limits);
        LoopWirings wired = LoopWirings.of(wiring, parts, loops, new SplittableRandom(7), first);
        reloads.show(wiring.telemetry());
        reloader = new Reloader(config, first, reloads, wiring, wired::adopt);
        server = HttpServer.start(
                config.server(),
                0,
                transport,
                loops,
                new ServerServices(wired.scopes(), wiring.connections(), wiring.memory(), Clock.systemUTC()));
    }

    private UsageCounter usage(Snapshot snapshot) {
        return new TokenizerUsage(
                new TokenCounter(),
                snapshot.pricing(),
                background.counting(),
                wiring.memory().counting());
    }

    /** The configuration file changes. */
    boolean reload(String yaml) {
        return reloader.reload(() -> config(yaml));
    }

    /** @param yaml the configuration file */
    static TestGateway start(String yaml) {
        return start(yaml, HookSource.NONE);
    }

    /** With request hooks that the file may name. */
    static TestGateway start(String yaml, HookSource hooks) {
        return new TestGateway(config(yaml), hooks, new MemoryTables());
    }

    /** One of several gateways on the same topics. */
    static TestGateway start(String yaml, MemoryTables tables) {
        return new TestGateway(config(yaml), HookSource.NONE, tables);
    }

    /** With one model group {@code m}, tried once, that goes to {@code model} at a provider. */
    static TestGateway to(String apiBase, String model) {
        return start(yaml(apiBase, model));
    }

    static String yaml(String apiBase, String model) {
        return """
            model_list:
              - model_name: m
                litellm_params:
                  model: openai/%s
                  api_base: %s
                  api_key: sk-provider
                  num_retries: 0
                  input_cost_per_token: 0.000001
                  output_cost_per_token: 0.000002
                model_info:
                  id: deployment-1
            """.formatted(model, apiBase);
    }

    /** Every model goes to the provider under its own name, once; {@code more} is further YAML. */
    static TestGateway toAll(String apiBase, String more) {
        return toAll(apiBase, more, "60");
    }

    /** As {@link #toAll(String, String)}, giving the provider as long as an impatient user would. */
    static TestGateway impatient(String apiBase) {
        return toAll(apiBase, "", "500ms");
    }

    private static TestGateway toAll(String apiBase, String more, String timeout) {
        return start("""
            model_list:
              - model_name: "*"
                litellm_params:
                  model: openai/*
                  api_base: %s
                  api_key: sk-provider
                  num_retries: 0
                  timeout: %s
            """.formatted(apiBase, timeout) + more);
    }

    static GatewayConfig config(String yaml) {
        Problems problems = new Problems();
        Section root = new ConfigFile(NO_VARIABLES).parse(yaml, "test.yaml", problems);
        GatewayConfig config = GatewayConfig.read(root, NO_VARIABLES);
        problems.throwIfAny();
        return config;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int port() {
        return server.address().getPort();
    }

    EventTape tape() {
        return tape;
    }

    Wiring wiring() {
        return wiring;
    }

    /** As the product stops, but with this patience. */
    void stop(Duration patience) {
        server.close(patience);
        background.close();
        wiring.hooks().close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        limits.close();
        assertThat(wiring.memory().all().taken())
                .as("memory that was taken for calls and not given back")
                .isZero();
    }

    @Override
    public void close() {
        stop(Duration.ofMillis(50));
    }
}
