package io.callstream.gateway.app;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.event.Teller;
import io.callstream.gateway.exchange.CallRules;
import io.callstream.gateway.exchange.Calls;
import io.callstream.gateway.exchange.ToldHeaders;
import io.callstream.gateway.server.LoopServices;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.upstream.DeadlineSweep;
import io.callstream.gateway.upstream.FlushRound;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Gives each event loop its own of everything that is not safe to share. */
final class LoopBuilder {
    private final GatewayConfig config;
    private final Shared shared;
    private final Upstreams.Shared upstreams;
    private final Clock clock;

    LoopBuilder(GatewayConfig config, Shared shared, Upstreams.Shared upstreams, Clock clock) {
        this.config = config;
        this.shared = shared;
        this.upstreams = upstreams;
        this.clock = clock;
    }

    /** @param tellers the teller for a lane and the loop that owns it */
    Map<EventLoop, LoopServices> build(
            EventLoopGroup loops, RandomGenerator seeds, Pages pages, BiFunction<Integer, EventLoop, Teller> tellers) {
        Map<EventLoop, LoopServices> services = new HashMap<>();
        for (EventExecutor each : loops) {
            EventLoop loop = (EventLoop) each;
            Teller teller = tellers.apply(services.size(), loop);
            services.put(loop, services(loop, teller, new SplittableRandom(seeds.nextLong()), pages));
        }
        return services;
    }

    private LoopServices services(EventLoop loop, Teller teller, RandomGenerator random, Pages pages) {
        DeadlineSweep sweep = new DeadlineSweep();
        sweep.start(loop);
        FlushRound flushes = new FlushRound(loop);
        Calls calls = new Calls(rules(random), teller, Upstreams.of(upstreams, loop, sweep, flushes), loop);
        return new LoopServices(calls, shared.keys(), pages, sweep, flushes);
    }

    private CallRules rules(RandomGenerator random) {
        CallRules.Sizes sizes = new CallRules.Sizes(
                config.upstream().maxResponseBytes(),
                config.server().timeouts().idle().toNanos());
        return new CallRules(
                shared.routes(),
                shared.refusals(),
                shared.pricing(),
                shared.tally(),
                new CallIds(clock, random),
                random,
                new ToldHeaders(config.capture().requestHeaders(), config.auth().keyHeader()),
                sizes);
    }
}
