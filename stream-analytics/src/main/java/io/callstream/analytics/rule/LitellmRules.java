package io.callstream.analytics.rule;

import io.callstream.settings.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules that LiteLLM's {@code general_settings.alerting} stands for. LiteLLM alerts about single calls, from the memory of one
 * process; here a slow model is one alert and not one for each call.
 */
final class LitellmRules {
    /** Alert types that something here stands for; the rest is about what there is not (a database, keys that are made). */
    private static final Set<String> KNOWN =
            Set.of("llm_too_slow", "llm_requests_hanging", "llm_exceptions", "outage_alerts");

    private static final Duration THRESHOLD = Duration.ofSeconds(300);
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final List<String> BY_MODEL = List.of("model_group");
    private static final double MANY_FAIL = 0.5;
    private static final long FEW_CALLS = 5;

    private LitellmRules() {}

    static List<AlertRule> read(Section general) {
        List<String> notify = general.texts("alerting");
        double threshold = general.duration("alerting_threshold", THRESHOLD).toNanos() / 1e9;
        List<String> types = general.texts("alert_types");
        if (notify.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = new HashSet<>(types.isEmpty() ? KNOWN : types);
        List<AlertRule> rules = new ArrayList<>();
        if (wanted.contains("llm_too_slow")) {
            rules.add(rule("llm_too_slow", Metric.AVG_LATENCY, threshold, BY_MODEL, 1, notify));
        }
        if (wanted.contains("llm_requests_hanging")) {
            rules.add(rule("llm_requests_hanging", Metric.HANGING_CALLS, threshold, BY_MODEL, 1, notify));
        }
        if (wanted.contains("llm_exceptions")) {
            rules.add(rule("llm_exceptions", Metric.ERROR_RATE, MANY_FAIL, BY_MODEL, FEW_CALLS, notify));
            rules.add(keyRefused(notify));
        }
        if (wanted.contains("outage_alerts")) {
            Metric outage = Metric.PROVIDER_OUTAGE;
            double bound = outage.defaultBound().orElseThrow();
            rules.add(new AlertRule(
                    "outage_alerts",
                    outage,
                    AlertRule.Limit.of(outage, bound),
                    outage.defaultWindow(),
                    outage.byDefault(),
                    Condition.ALL,
                    1,
                    notify));
        }
        return rules;
    }

    private static AlertRule keyRefused(List<String> notify) {
        Metric refused = Metric.PROVIDER_KEY_REFUSED;
        return rule(refused.word(), refused, 1, refused.byDefault(), 1, notify);
    }

    private static AlertRule rule(
            String name, Metric metric, double bound, List<String> by, long minCalls, List<String> notify) {
        return new AlertRule(
                name, metric, AlertRule.Limit.of(metric, bound), WINDOW, by, Condition.ALL, minCalls, notify);
    }
}
