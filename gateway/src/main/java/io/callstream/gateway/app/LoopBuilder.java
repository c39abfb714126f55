package io.callstream.gateway.app;

import io.callstream.events.id.CallIds;
import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.api.openai.OpenAiApi;
import io.callstream.gateway.call.CallRules;
import io.callstream.gateway.call.Calls;
import io.callstream.gateway.call.CapturedHeaders;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.server.LoopServices;
import io.callstream.gateway.server.Pages;
import io.callstream.gateway.stage.auth.AuthenticationStage;
import io.callstream.gateway.stage.limit.RecordableStage;
import io.callstream.gateway.stage.read.ReadStage;
import io.callstream.gateway.stage.route.RouteStage;
import io.callstream.gateway.upstream.DeadlineScanner;
import io.callstream.gateway.upstream.FlushBatcher;
import io.callstream.gateway.upstream.Upstreams;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Gives each event loop its own of everything that is not safe to share. */
final class LoopBuilder {
    private static final ClientApis APIS = new ClientApis(List.of(new OpenAiApi()));

    /** How long a call waits for a step before it that is not done at once. */
    private static final Duration STAGE_PATIENCE = Duration.ofSeconds(10);

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

    /** @param recorders the teller for a lane and the loop that owns it */
    Map<EventLoop, LoopServices> build(
            EventLoopGroup loops,
            RandomGenerator seeds,
            Pages pages,
            BiFunction<Integer, EventLoop, EventRecorder> recorders) {
        Map<EventLoop, LoopServices> services = new HashMap<>();
        for (EventExecutor each : loops) {
            EventLoop loop = (EventLoop) each;
            EventRecorder recorder = recorders.apply(services.size(), loop);
            services.put(loop, services(loop, recorder, new SplittableRandom(seeds.nextLong()), pages));
        }
        return services;
    }

    private LoopServices services(EventLoop loop, EventRecorder recorder, RandomGenerator random, Pages pages) {
        DeadlineScanner sweep = new DeadlineScanner(Ticker.systemTicker());
        sweep.start(loop);
        FlushBatcher flushes = new FlushBatcher(loop);
        Calls calls = new Calls(
                rules(random),
                stages(recorder, random),
                recorder,
                Upstreams.of(upstreams, loop, sweep, flushes),
                loop,
                Ticker.systemTicker());
        return new LoopServices(calls, shared.keys(), APIS, pages, sweep, flushes);
    }

    /** What decides about a call before its provider is asked, in this order. */
    private List<Stage> stages(EventRecorder recorder, RandomGenerator random) {
        return List.of(
                new AuthenticationStage(),
                new RecordableStage(recorder),
                new ReadStage(),
                new RouteStage(shared.routes(), random));
    }

    private CallRules rules(RandomGenerator random) {
        CallRules.Sizes sizes = new CallRules.Sizes(
                config.upstream().maxResponseBytes(),
                config.server().timeouts().idle().toNanos(),
                STAGE_PATIENCE.toNanos());
        return new CallRules(
                shared.refusals(),
                shared.pricing(),
                shared.tally(),
                new CallIds(clock, random),
                new CapturedHeaders(
                        config.capture().requestHeaders(), config.auth().keyHeader()),
                sizes);
    }
}
