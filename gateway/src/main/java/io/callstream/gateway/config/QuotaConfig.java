package io.callstream.gateway.config;

import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.limit.BudgetPeriod;
import io.callstream.gateway.limit.LimitRule;
import io.callstream.gateway.limit.LimitSubject;
import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What providers may cost, and what a deployment takes at once that does not say so itself.
 *
 * @param providers by their names
 * @param parallel attempts at once of each deployment; empty for no limit
 */
public record QuotaConfig(Map<String, Budget> providers, Optional<Long> parallel) {
    public static final QuotaConfig NONE = new QuotaConfig(Map.of(), Optional.empty());

    static final Key<Map<String, Object>> PROVIDERS = Key.mapping("provider_budget_config")
            .byDefault(Map.of(), "")
            .says(
                    "US dollars that the calls to a provider may cost: `openai: {budget_limit: 100, time_period: 1d}`. When they are"
                            + " spent, its deployments are not asked.");
    static final Key<Optional<Long>> PARALLEL = Key.integer("default_max_parallel_requests")
            .min("0")
            .max("2000000000")
            .as(Integer::longValue)
            .optional()
            .says("Attempts at once of each deployment that does not say max_parallel_requests.");

    /** Of one provider; under LiteLLM's other names for them, too. */
    private static final Key<Optional<BigDecimal>> LIMIT = amount("budget_limit");

    private static final Key<Optional<BigDecimal>> MAX = amount("max_budget");
    private static final Key<Optional<BudgetPeriod>> PERIOD = LimitsConfig.period("time_period", "Its period.");
    private static final Key<Optional<BudgetPeriod>> DURATION = LimitsConfig.period("budget_duration", "Its period.");

    public QuotaConfig {
        providers = Map.copyOf(providers);
    }

    private static Key<Optional<BigDecimal>> amount(String name) {
        return Key.exact(name)
                .min("0")
                .max(LimitsConfig.MOST_DOLLARS)
                .optional()
                .says("US dollars.");
    }

    static QuotaConfig read(Section router) {
        Map<String, Budget> budgets = new TreeMap<>();
        Section named = router.section(PROVIDERS.name());
        for (String provider : named.keys()) {
            Section one = named.section(provider);
            Optional<Budget> budget = budget(one);
            budget.ifPresent(found -> budgets.put(provider, found));
            if (budget.isEmpty() && !Told.of(one, LIMIT, MAX)) {
                named.problem(provider, "says no budget_limit (expected US dollars)");
            }
        }
        return new QuotaConfig(budgets, router.get(PARALLEL));
    }

    private static Optional<Budget> budget(Section one) {
        BudgetPeriod period = either(one, PERIOD, DURATION).orElse(null);
        Optional<Budget> budget = either(one, LIMIT, MAX).map(most -> LimitsConfig.budget(most, period));
        one.rejectUnknownKeys();
        return budget;
    }

    private static <T> Optional<T> either(Section one, Key<Optional<T>> name, Key<Optional<T>> other) {
        Optional<T> first = one.get(name);
        Optional<T> second = one.get(other);
        if (first.isPresent() && second.isPresent()) {
            one.problem(other.name(), "stands beside " + name.name() + " (keep one of the two)");
        }
        return first.or(() -> second);
    }

    /** A name that no deployment's provider has limits nothing. */
    void check(List<Deployment> deployments, Findings findings) {
        providers.keySet().stream()
                .sorted()
                .filter(name ->
                        deployments.stream().noneMatch(each -> each.provider().equals(name)))
                .forEach(name -> findings.warn("router_settings." + PROVIDERS.name() + "." + name
                        + ": no deployment that is served has this provider"));
    }

    /** What an attempt at a deployment falls under; rules that limit nothing among them. */
    public List<LimitRule> rules(Deployment deployment) {
        List<LimitRule> rules = new ArrayList<>();
        Share share = deployment.share();
        rules.add(new LimitRule(
                new LimitSubject(LimitSubject.Kind.DEPLOYMENT, deployment.id()), share.rates(), share.budget()));
        Budget budget = providers.get(deployment.provider());
        if (budget != null) {
            rules.add(LimitRule.of(new LimitSubject(LimitSubject.Kind.PROVIDER, deployment.provider()), budget));
        }
        return rules;
    }

    /** Whether anything is limited, so that what other gateways have used has to be known. */
    public boolean limits(List<Deployment> deployments) {
        return deployments.stream().flatMap(each -> rules(each).stream()).anyMatch(rule -> !rule.none());
    }
}
