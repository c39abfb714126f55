package io.callstream.gateway.config;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.settings.Key;
import io.callstream.settings.KeyDraft;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of its group's calls a deployment takes.
 *
 * @param weight relative to the others
 * @param rates what it takes in a minute and at once, over all gateways
 * @param budget what its calls may cost
 * @param order deployments of a higher one are asked when no other is left
 * @param tags of the calls that it is meant for
 * @param cooldown how long it is left alone after failures
 * @param maxInputTokens longest prompt that its model takes
 */
public record Share(
        Optional<Integer> weight,
        RateLimits rates,
        Budget budget,
        int order,
        Set<String> tags,
        Optional<Duration> cooldown,
        Optional<Long> maxInputTokens) {
    static final Key<Optional<Integer>> WEIGHT = Key.integer("weight")
            .min("0")
            .max("1000000")
            .optional()
            .says(
                    "Share of the group's calls, relative to the other deployments, 1 where only others say theirs; by default"
                            + " in proportion to rpm, else to tpm, else all alike.");
    static final Key<Optional<Long>> RPM = limit("rpm")
            .says(
                    "Requests in a minute, of all gateways, that the deployment takes: beyond them it is asked only when no"
                            + " other is left, and with usage-based routing or enable_pre_call_checks not at all.");
    static final Key<Optional<Long>> TPM = limit("tpm").says("Tokens in a minute; see rpm.");
    static final Key<Optional<Long>> PARALLEL = limit("max_parallel_requests")
            .says(
                    "Attempts that the deployment has under way at once, of all gateways; by default"
                            + " router_settings.default_max_parallel_requests. Calls for which no deployment has a place wait a while.");
    static final Key<Optional<BigDecimal>> BUDGET = Key.exact("max_budget")
            .min("0")
            .max(LimitsConfig.MOST_DOLLARS)
            .optional()
            .says(
                    "US dollars that the deployment's calls may cost in a period, or ever; when they are spent it is not asked.");
    static final Key<Optional<BudgetPeriod>> PERIOD =
            LimitsConfig.period("budget_duration", "The period of max_budget, as of a key.");
    static final Key<Optional<Integer>> ORDER = Key.integer("order")
            .min("0")
            .max("1000000")
            .optional()
            .says("Deployments of the lowest order are asked, others when none of those is left; one without is last.");
    static final Key<List<String>> TAGS = Key.texts("tags")
            .byDefault(List.of(), "")
            .says(
                    "Tags of the calls that the deployment is for, with enable_tag_filtering; `default` for those that have"
                            + " none.");
    static final Key<Optional<Duration>> COOLDOWN = Key.duration("cooldown_time")
            .max("24h")
            .optional()
            .says("How long the deployment is left alone after failures; by default router_settings.cooldown_time.");

    /** LiteLLM's {@code model_info} of an entry. */
    static final class OfInfo {
        static final Key<Optional<Long>> MAX_INPUT_TOKENS =
                limit("max_input_tokens").says("Longest prompt that the model takes, for enable_pre_call_checks.");

        private OfInfo() {}
    }

    public Share {
        tags = Set.copyOf(tags);
    }

    /** One of this weight. */
    public static Share of(int weight) {
        return new Share(
                Optional.of(weight),
                RateLimits.NONE,
                Budget.NONE,
                Integer.MAX_VALUE,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static KeyDraft.Last<Optional<Long>> limit(String name) {
        return Key.integer(name)
                .min("0")
                .max("2000000000")
                .as(Integer::longValue)
                .optional();
    }

    public Optional<Long> rpm() {
        return Optional.ofNullable(rates.rpm());
    }

    public Optional<Long> tpm() {
        return Optional.ofNullable(rates.tpm());
    }

    /**
     * Of one entry.
     *
     * @param entry may say rpm and tpm as well
     * @param parallel attempts at once, where it does not say
     */
    static Share read(Section entry, Section params, Section info, Optional<Long> parallel) {
        BudgetPeriod period = params.get(PERIOD).orElse(null);
        return new Share(
                params.get(WEIGHT),
                new RateLimits(
                        params.get(RPM).or(() -> entry.get(RPM)).orElse(null),
                        params.get(TPM).or(() -> entry.get(TPM)).orElse(null),
                        params.get(PARALLEL).or(() -> parallel).orElse(null)),
                params.get(BUDGET)
                        .map(most -> LimitsConfig.budget(most, period))
                        .orElse(Budget.NONE),
                params.get(ORDER).orElse(Integer.MAX_VALUE),
                Set.copyOf(params.get(TAGS)),
                params.get(COOLDOWN),
                info.get(OfInfo.MAX_INPUT_TOKENS));
    }
}
