package io.callstream.gateway.app;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.admin.HealthPages;
import io.callstream.gateway.admin.ModelList;
import io.callstream.gateway.auth.KeyRing;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.event.Teller;
import io.callstream.gateway.exchange.CallRules;
import io.callstream.gateway.exchange.CallTally;
import io.callstream.gateway.exchange.Calls;
import io.callstream.gateway.limit.RefusalBudget;
import io.callstream.gateway.provider.Target;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.server.LoopServices;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.server.Transport;
import io.callstream.gateway.upstream.DeadlineSweep;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Gives each event loop its own of everything that is not safe to share. */
final class LoopBuilder {
    private final GatewayConfig config;
    private final @Nullable EventPath events;
    private final Clock clock;
    private final Upstreams.Shared upstreams;
    private final KeyRing keys;
    private final Routes routes;
    private final RefusalBudget refusals;
    private final CallTally tally = new CallTally();

    LoopBuilder(
            GatewayConfig config, @Nullable EventPath events, Transport transport, Background background, Clock clock) {
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.upstreams = Upstreams.Shared.of(config.upstream(), transport.client(), background.names());
        this.keys = new KeyRing(config.auth());
        this.routes = new Routes(config.deployments().stream().map(Target::new).toList());
        this.refusals = new RefusalBudget(config.auth().refusedEventsPerSecond());
    }

    Map<EventLoop, LoopServices> build(EventLoopGroup loops, RandomGenerator seeds) {
        Map<EventLoop, LoopServices> services = new HashMap<>();
        Pages pages = pages();
        int lane = 0;
        for (EventExecutor each : loops) {
            EventLoop loop = (EventLoop) each;
            services.put(loop, services(loop, lane, new SplittableRandom(seeds.nextLong()), pages));
            lane++;
        }
        return services;
    }

    private LoopServices services(EventLoop loop, int lane, RandomGenerator random, Pages pages) {
        DeadlineSweep sweep = new DeadlineSweep();
        sweep.start(loop);
        Teller teller = events == null ? Teller.SILENT : events.teller(lane, loop);
        Calls calls = new Calls(rules(random), teller, Upstreams.of(upstreams, loop, sweep), loop);
        return new LoopServices(calls, keys, pages, sweep);
    }

    private CallRules rules(RandomGenerator random) {
        CallRules.Sizes sizes = new CallRules.Sizes(
                config.upstream().maxResponseBytes(),
                config.server().timeouts().idle().toNanos());
        return new CallRules(
                routes,
                refusals,
                (deployment, model, usage) -> null,
                tally,
                new CallIds(clock, random),
                random,
                config.capture().requestHeaders(),
                sizes);
    }

    private Pages pages() {
        Page models = ModelList.page(config.deployments(), clock.instant());
        EventPath told = events;
        Supplier<HealthPages.EventsState> state = told == null ? null : told::state;
        Map<String, Supplier<Page>> byPath = new HashMap<>();
        byPath.put("/v1/models", () -> models);
        byPath.put("/models", () -> models);
        byPath.put("/health/liveliness", HealthPages::liveness);
        byPath.put("/health/liveness", HealthPages::liveness);
        byPath.put("/health/readiness", () -> HealthPages.readiness(state));
        return new Pages(byPath, Set.of("/v1/models", "/models"));
    }
}
