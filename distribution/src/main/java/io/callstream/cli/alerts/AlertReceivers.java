package io.callstream.cli.alerts;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.Sinks;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sinks that a configuration's rules of alerts name, by {@code notify} or LiteLLM's {@code alerting}.
 *
 * @param rules the rules that name each of them, by the sink's name
 * @param listed sinks that the callback lists name, whose settings are checked anyway
 */
public record AlertReceivers(Map<String, Collection<String>> rules, Collection<String> listed) {
    /** Reads them; what is wrong with rules is for others to say. */
    public static AlertReceivers of(Configuration configuration) {
        Map<String, Collection<String>> rules = new LinkedHashMap<>();
        AnalyticsConfig.read(configuration.open(new Problems())).rules().byName().values().stream()
                .sorted(Comparator.comparing(rule -> rule.name()))
                .forEach(rule -> rule.receivers()
                        .forEach(sink -> rules.computeIfAbsent(sink, named -> new TreeSet<>())
                                .add(rule.name())));
        return new AlertReceivers(
                rules,
                CallbackLists.read(configuration.open(new Problems()).section("litellm_settings"))
                        .sinks());
    }

    /** Those that can tell of alerts and that no callback list names: they are started for alerts only. */
    public List<String> forAlertsOnly(Sinks sinks) {
        return rules.keySet().stream()
                .filter(sink -> !listed.contains(sink) && sinks.takeAlerts().contains(sink))
                .filter(sink -> sinks.problems(sink).isEmpty())
                .toList();
    }

    /** One line for each of them that no alert can reach, whose reason stands in this configuration. */
    public List<String> notes(Sinks sinks) {
        List<String> notes = new ArrayList<>(unknown(sinks));
        rules.keySet().stream()
                .filter(sink -> !listed.contains(sink) && sinks.takeAlerts().contains(sink))
                .forEach(sink -> {
                    List<String> problems = sinks.problems(sink);
                    if (!problems.isEmpty()) {
                        notes.add(unreached(sink) + "its settings are not complete: " + String.join("; ", problems));
                    }
                });
        return notes;
    }

    /** As {@link #notes}, where the sinks' settings need not be at hand. */
    public List<String> unknown(Sinks sinks) {
        return rules.keySet().stream()
                .filter(sink -> !sinks.takeAlerts().contains(sink))
                .map(sink -> unreached(sink)
                        + (sinks.names().contains(sink) ? "that sink takes no alerts" : "there is no such sink")
                        + " (those that do: " + String.join(", ", sinks.takeAlerts()) + ")")
                .toList();
    }

    private String unreached(String sink) {
        return "alerts for '" + sink + "' (" + String.join(", ", rules.getOrDefault(sink, List.of()))
                + ") will reach nobody: ";
    }
}
