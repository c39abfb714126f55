package io.callstream.gateway.config;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits that the file sets.
 *
 * @param keys of keys that the file lists
 * @param parallelOfKey calls at once of each key that says nothing itself; null for no limit
 * @param all of the whole gateway; limits nothing where the file says nothing
 * @param endUser what each end user may spend
 * @param endUserBudget name of the budget of end users who have no limits of their own; null for none
 * @param tags of calls that have a tag
 */
public record LimitsConfig(
        Map<KeyHash, LimitRule> keys,
        @Nullable Long parallelOfKey,
        LimitRule all,
        Budget endUser,
        @Nullable String endUserBudget,
        Map<String, LimitRule> tags) {
    public static final LimitsConfig NONE = new LimitsConfig(
            Map.of(),
            null,
            new LimitRule(LimitSubject.GLOBAL, RateLimits.NONE, Budget.NONE),
            Budget.NONE,
            null,
            Map.of());

    static final String MOST_DOLLARS = "1000000000";

    /** Of one key. */
    static final class OfKey {
        static final Key<Optional<Integer>> RPM =
                Key.integer("rpm_limit").min("0").optional().says("Requests that the key may make in any minute.");
        static final Key<Optional<Integer>> TPM = Key.integer("tpm_limit")
                .min("0")
                .optional()
                .says("Tokens that the key's calls may use in any minute, prompts and completions together.");
        static final Key<Optional<Integer>> PARALLEL = Key.integer("max_parallel_requests")
                .min("0")
                .optional()
                .says(
                        "Calls that the key may have under way at once; by default general_settings.max_parallel_requests.");
        static final Key<Optional<BigDecimal>> BUDGET = Key.exact("max_budget")
                .min("0")
                .max(MOST_DOLLARS)
                .optional()
                .says("US dollars that the key's calls may cost in a period, or ever.");
        static final Key<Optional<BudgetPeriod>> PERIOD =
                period("The period: 30s, 15m, 1h, 1d, 7d, 1mo, by the calendar"
                        + " in UTC; without it the budget never begins anew.");

        private OfKey() {}
    }

    /** LiteLLM's, in its {@code general_settings}. */
    static final class OfGeneral {
        static final Key<Optional<Integer>> PARALLEL = Key.integer("max_parallel_requests")
                .min("0")
                .optional()
                .says("Calls at once of each key that says nothing of its own.");
        static final Key<Optional<Integer>> ALL = Key.integer("global_max_parallel_requests")
                .min("0")
                .optional()
                .says("Calls at once of all keys together, over all gateways.");

        private OfGeneral() {}
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Optional<BigDecimal>> BUDGET = Key.exact("max_budget")
                .min("0")
                .max(MOST_DOLLARS)
                .optional()
                .says("US dollars that all calls together may cost in a period, or ever; 0 for no limit.");
        static final Key<Optional<BudgetPeriod>> PERIOD = period("The period of max_budget, as of a key.");
        static final Key<Optional<BigDecimal>> END_USER = Key.exact("max_end_user_budget")
                .min("0")
                .max(MOST_DOLLARS)
                .optional()
                .says("US dollars that the calls of each end user may cost.");
        static final Key<Optional<String>> END_USER_BUDGET = Key.text("max_end_user_budget_id")
                .optional()
                .says("Budget (`POST /budget/new`) of every end user who has no limits of its own.");

        private OfLitellm() {}
    }

    public LimitsConfig {
        keys = Map.copyOf(keys);
        tags = Map.copyOf(tags);
    }

    private static Key<Optional<BudgetPeriod>> period(String says) {
        return period("budget_duration", says);
    }

    static Key<Optional<BudgetPeriod>> period(String name, String says) {
        return Key.scalar(name, BudgetPeriod::parse).optional().says(says);
    }

    static LimitsConfig read(Section general, Section litellmSettings, Map<KeyHash, Section> sections) {
        Long parallel = general.get(OfGeneral.PARALLEL).map(Long::valueOf).orElse(null);
        Map<KeyHash, LimitRule> keys = new HashMap<>();
        sections.forEach((hash, section) -> {
            LimitRule rule = ofKey(hash, section, parallel);
            if (!rule.none()) {
                keys.put(hash, rule);
            }
        });
        Budget endUser = litellmSettings
                .get(OfLitellm.END_USER)
                .map(most -> budget(most, null))
                .orElse(Budget.NONE);
        return new LimitsConfig(
                keys,
                parallel,
                all(general, litellmSettings),
                endUser,
                litellmSettings.get(OfLitellm.END_USER_BUDGET).orElse(null),
                TagLimits.read(litellmSettings));
    }

    private static LimitRule ofKey(KeyHash hash, Section section, @Nullable Long parallelByDefault) {
        RateLimits rates = new RateLimits(
                section.get(OfKey.RPM).map(Long::valueOf).orElse(null),
                section.get(OfKey.TPM).map(Long::valueOf).orElse(null),
                section.get(OfKey.PARALLEL).map(Long::valueOf).orElse(parallelByDefault));
        BudgetPeriod period = section.get(OfKey.PERIOD).orElse(null);
        Budget budget =
                section.get(OfKey.BUDGET).map(most -> budget(most, period)).orElse(Budget.NONE);
        return new LimitRule(LimitSubject.key(hash.hex()), rates, budget);
    }

    /** In LiteLLM a budget of 0 for everything is none: it is the default. */
    private static LimitRule all(Section general, Section litellmSettings) {
        Long parallel = general.get(OfGeneral.ALL).map(Long::valueOf).orElse(null);
        BudgetPeriod period = litellmSettings.get(OfLitellm.PERIOD).orElse(null);
        Budget budget = litellmSettings
                .get(OfLitellm.BUDGET)
                .filter(most -> most.signum() > 0)
                .map(most -> budget(most, period))
                .orElse(Budget.NONE);
        return new LimitRule(LimitSubject.GLOBAL, new RateLimits(null, null, parallel), budget);
    }

    static Budget budget(BigDecimal dollars, @Nullable BudgetPeriod period) {
        return Budget.of(Budget.nanoUsd(dollars), period);
    }
}
