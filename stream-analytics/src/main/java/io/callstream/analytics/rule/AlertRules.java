package io.callstream.analytics.rule;

import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules of a configuration, by name. */
public record AlertRules(Map<String, AlertRule> byName) {
    public AlertRules {
        byName = Map.copyOf(byName);
    }

    /** Reads {@code callstream.alerts} and LiteLLM's {@code general_settings.alerting}; notes what is wrong as problems. */
    public static AlertRules read(Section callstream, Section generalSettings) {
        Map<String, AlertRule> rules = new LinkedHashMap<>();
        LitellmRules.read(generalSettings).forEach(rule -> rules.put(rule.name(), rule));
        Map<String, AlertRule> own = new LinkedHashMap<>();
        for (Section section : callstream.sections("alerts")) {
            Optional<AlertRule> rule = new RuleReader(section).read();
            rule.ifPresent(each -> {
                if (own.put(each.name(), each) != null) {
                    section.problem("name", "is '" + each.name() + "', as that of another rule (each needs its own)");
                }
            });
        }
        rules.putAll(own);
        return new AlertRules(rules);
    }

    public Optional<AlertRule> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Rules that look at calls which have ended. */
    public List<AlertRule> ofEnds() {
        return byName.values().stream()
                .filter(rule ->
                        rule.metric() != Metric.HANGING_CALLS && !rule.metric().ofSinks())
                .toList();
    }

    /** Rules that look at calls which have not ended. */
    public List<AlertRule> ofOpenCalls() {
        return byName.values().stream()
                .filter(rule -> rule.metric() == Metric.HANGING_CALLS)
                .toList();
    }

    /** Whether a rule is about how old the oldest record is that a sink has not delivered. */
    public boolean askForAges() {
        return ofSinks().stream()
                .anyMatch(
                        rule -> rule.metric() == Metric.SINK_LAG && rule.limit().unit() == Metric.Unit.SECONDS);
    }

    /** Rules that look at sinks. */
    public List<AlertRule> ofSinks() {
        return byName.values().stream().filter(rule -> rule.metric().ofSinks()).toList();
    }
}
