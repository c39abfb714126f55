package io.callstream.gateway.route;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.CallLease;
import io.callstream.gateway.limit.account.Demand;
import io.callstream.gateway.limit.account.DeploymentQuota;
import io.callstream.gateway.limit.account.Limiter;
import io.callstream.gateway.limit.account.SpendLedger;
import io.callstream.gateway.provider.CallerRouting;
import io.callstream.gateway.route.state.DeploymentStates;
import io.callstream.gateway.usage.Pricing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A configuration's routes, with limits, what is known of deployments, and a clock that a test moves. */
final class RoutingRig {
    final SplittableRandom random = new SplittableRandom(7);
    private final AtomicLong now = new AtomicLong(1);
    private final DeploymentStates states = new DeploymentStates(now::get, made -> {});
    private final Limiter limiter =
            new Limiter("one", now::get, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), SpendLedger.NONE, () -> {});

    /** A deployment of the model group {@code m}. */
    static String entry(String id, String params, String info) {
        return entry("m", id, params, info);
    }

    static String entry(String group, String id, String params, String info) {
        return "  - {model_name: " + group + ", litellm_params: {model: openai/" + id + ", api_base: 'http://" + id
                + "/v1', api_key: k, " + params + "}, model_info: {id: " + id + ", " + info + "}}\n";
    }

    /** @param router keys of {@code router_settings} */
    Routes routes(String router, String... entries) {
        GatewayConfig config = Sent.config(
                "model_list:\n" + String.join("", entries) + "router_settings: {" + router + "}\n", Map.of());
        Pricing pricing = Pricing.load(config.calls().prices(), config.deployments());
        return new Routes(
                config.deployments().stream().map(TestDialects::target).toList(),
                config.models().aliases(),
                new RoutingRules(
                        config.models().router(),
                        states,
                        pricing::perToken,
                        each -> DeploymentQuota.of(
                                config.models().router().quotas().rules(each), () -> limiter)));
    }

    static RouteAsk ask(List<String> tags, long bytes) {
        return new RouteAsk("m", false, RouteAsk.UNSAID, CallerRouting.NONE, tags, bytes);
    }

    /** The attempts of a call. */
    RoutePlan plan(Routes routes) {
        return routes.plan(ask(List.of(), 0), random);
    }

    /** The first attempt of a call begins. */
    CallLease attempt(Routes routes) {
        return Objects.requireNonNull(plan(routes).next(null)).quota().begin(() -> Demand.NOTHING);
    }

    /** An attempt has failed a second after the call began. */
    static AttemptResult failed(GatewayError error) {
        return new AttemptResult(error, null, Duration.ofSeconds(1));
    }

    void leaveAlone(String deployment, long seconds) {
        states.of(deployment).leaveAlone(Duration.ofSeconds(seconds));
    }

    DeploymentStates states() {
        return states;
    }

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
