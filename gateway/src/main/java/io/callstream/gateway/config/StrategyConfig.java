package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a deployment of a model group is chosen.
 *
 * @param latencyTtl how long a measured latency counts
 * @param latencyBuffer how much slower than the fastest a deployment may be and still be chosen, as a share of it
 * @param preCallChecks whether deployments are left out whose limits a call would pass
 * @param tags which deployments a call with tags may use
 */
public record StrategyConfig(
        StrategyName name, Duration latencyTtl, double latencyBuffer, boolean preCallChecks, TagFilter tags) {
    /** What a configuration that says nothing means. */
    public static final StrategyConfig DEFAULT =
            new StrategyConfig(StrategyName.SIMPLE_SHUFFLE, Duration.ofHours(1), 0, false, TagFilter.OFF);

    /** Which deployments a call with tags may use. */
    public enum TagFilter {
        /** All. */
        OFF,
        /** Those that have one of its tags. */
        ANY,
        /** Those that have all of its tags. */
        ALL
    }

    static final Key<StrategyName> STRATEGY = Key.scalar("routing_strategy", StrategyName::of)
            .byDefault("simple-shuffle")
            .says("How a deployment is chosen: simple-shuffle (by weight), least-busy, latency-based-routing,"
                    + " usage-based-routing, usage-based-routing-v2 or cost-based-routing.");
    static final Key<Map<String, Object>> ARGS = Key.mapping("routing_strategy_args")
            .byDefault(Map.of(), "")
            .says("For latency-based-routing: `ttl`, for which a measured latency counts (1h), and"
                    + " `lowest_latency_buffer`, the share by which a deployment may be slower than the fastest and still be"
                    + " chosen (0).");
    static final Key<Boolean> PRE_CALL_CHECKS = Key.flag("enable_pre_call_checks")
            .byDefault("false")
            .says(
                    "Whether a deployment is left out whose model_info.max_input_tokens a prompt is likely to pass (a token"
                            + " counts as four bytes), or whose rpm or tpm is used up.");
    static final Key<List<String>> OPTIONAL_CHECKS = Key.texts("optional_pre_call_checks")
            .byDefault(List.of(), "")
            .says(
                    "enforce_model_rate_limits leaves out deployments whose rpm or tpm is used up, as enable_pre_call_checks"
                            + " does. Others keep calls together for a provider's cache, which costs nothing to leave out.");
    static final Key<Boolean> TAG_FILTERING = Key.flag("enable_tag_filtering")
            .byDefault("false")
            .says(
                    "Whether a call with tags goes to deployments that have them (litellm_params.tags), else to those with the"
                            + " tag `default`.");
    static final Key<Boolean> MATCH_ANY = Key.flag("tag_filtering_match_any")
            .byDefault("true")
            .says("Whether one of a call's tags is enough; else a deployment has to have all of them.");

    private static final Key<Duration> TTL =
            Key.duration("ttl").min("1s").max("24h").byDefault("1h").says("How long a latency counts.");
    private static final Key<Double> BUFFER = Key.decimal("lowest_latency_buffer")
            .min("0")
            .max("1000")
            .byDefault("0")
            .says("How much slower than the fastest.");

    static StrategyConfig read(Section router) {
        Section args = router.section(ARGS.name());
        boolean enforced = router.get(OPTIONAL_CHECKS).contains("enforce_model_rate_limits");
        boolean checked = router.get(PRE_CALL_CHECKS) || enforced;
        StrategyConfig read =
                new StrategyConfig(router.get(STRATEGY), args.get(TTL), args.get(BUFFER), checked, tags(router));
        args.accept("max_latency_list_size");
        return read;
    }

    private static TagFilter tags(Section router) {
        boolean any = router.get(MATCH_ANY);
        if (!router.get(TAG_FILTERING)) {
            return TagFilter.OFF;
        }
        return any ? TagFilter.ANY : TagFilter.ALL;
    }
}
