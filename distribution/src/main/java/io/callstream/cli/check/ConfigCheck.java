package io.callstream.cli.check;

import io.callstream.analytics.config.AnalyticsConfig;
import io.callstream.cli.alerts.AlertReceivers;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.Sinks;
import io.callstream.console.run.ConsoleSettings;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.prompt.InlinePrompts;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a configuration as the gateway and the sinks will, and collects what they have to say. */
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * Checks what the gateway reads, and the names of callbacks.
     *
     * @param sinks those there are
     */
    public static ConfigVerdict gateway(Configuration configuration, Sinks sinks) {
        return check(configuration, sinks, false);
    }

    /** And the settings of the sinks that the callback lists name. */
    public static ConfigVerdict everything(Configuration configuration, Sinks sinks) {
        return check(configuration, sinks, true);
    }

    private static ConfigVerdict check(Configuration configuration, Sinks sinks, boolean theirSettings) {
        try {
            Problems problems = new Problems();
            GatewayConfig config = GatewayConfig.read(configuration.open(problems), configuration.environment());
            CallbackLists lists =
                    CallbackLists.read(configuration.open(new Problems()).section("litellm_settings"));
            Map<String, List<String>> ofSinks = new LinkedHashMap<>();
            List<String> unanswered = new ArrayList<>();
            for (String name : lists.sinks()) {
                if (sinks.names().contains(name)) {
                    ofSinks.put(name, theirSettings ? sinks.problems(name) : List.of());
                } else if (!name.equals(CallbackUse.METRICS)) {
                    unanswered.add(name);
                }
            }
            Set<String> found = new LinkedHashSet<>(problems.found());
            found.addAll(InlinePrompts.problems(config.models().prompts()));
            if (theirSettings) {
                found.addAll(analytics(configuration));
            }
            return ConfigVerdict.of(
                    config,
                    List.copyOf(found),
                    new ConfigVerdict.Callbacks(ofSinks, unanswered, sinks.names()),
                    theirSettings ? AlertReceivers.of(configuration).notes(sinks) : List.of());
        } catch (SettingsException e) {
            return ConfigVerdict.unreadable(e.problems());
        }
    }

    /** Rules of alerts, above all: what is wrong with them is said before anything starts. */
    private static List<String> analytics(Configuration configuration) {
        Problems problems = new Problems();
        AnalyticsConfig.read(configuration.open(problems));
        ConsoleSettings.read(configuration.open(problems));
        return problems.found();
    }
}
