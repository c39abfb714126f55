package io.callstream.gateway.config;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.RateLimits;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** LiteLLM's {@code tag_budget_config}: what calls with a tag may cost, and how fast they may come. */
final class TagLimits {
    static final Key<Map<String, Object>> TAGS = Key.mapping("tag_budget_config")
            .byDefault(Map.of(), "")
            .says(
                    "Limits of calls that have a tag, by the tag: `shop: {max_budget: 10, budget_duration: 1d, rpm_limit: 60,"
                            + " tpm_limit: 100000}`. Calls that are over one are refused.");
    private static final Key<Optional<BigDecimal>> BUDGET = Key.exact("max_budget")
            .min("0")
            .max(LimitsConfig.MOST_DOLLARS)
            .optional()
            .says("US dollars.");
    private static final Key<Optional<BudgetPeriod>> PERIOD = LimitsConfig.period("budget_duration", "Its period.");
    private static final Key<Optional<Integer>> RPM =
            Key.integer("rpm_limit").min("0").optional().says("Requests in any minute.");
    private static final Key<Optional<Integer>> TPM =
            Key.integer("tpm_limit").min("0").optional().says("Tokens in any minute.");

    private TagLimits() {}

    static Map<String, LimitRule> read(Section litellmSettings) {
        Map<String, LimitRule> rules = new TreeMap<>();
        Section tags = litellmSettings.section(TAGS.name());
        for (String tag : tags.keys()) {
            Section one = tags.section(tag);
            LimitRule rule = rule(tag, one);
            if (rule.none() && !Told.of(one, BUDGET, RPM, TPM)) {
                tags.problem(tag, "limits nothing (expected max_budget, rpm_limit or tpm_limit)");
            }
            rules.put(tag, rule);
        }
        return rules;
    }

    private static LimitRule rule(String tag, Section section) {
        RateLimits rates = new RateLimits(
                section.get(RPM).map(Long::valueOf).orElse(null),
                section.get(TPM).map(Long::valueOf).orElse(null),
                null);
        BudgetPeriod period = section.get(PERIOD).orElse(null);
        Budget budget = section.get(BUDGET)
                .map(most -> LimitsConfig.budget(most, period))
                .orElse(Budget.NONE);
        section.rejectUnknownKeys();
        return new LimitRule(new LimitSubject(LimitSubject.Kind.TAG, tag), rates, budget);
    }
}
