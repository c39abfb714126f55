package io.callstream.cli.check;

import io.callstream.gateway.config.ConfigNotes;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.DisabledModel;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a configuration means.
 *
 * @param problems what stops the start
 * @param models deployments of each model group
 * @param aliases further names of model groups
 * @param disabled models that are left out
 * @param notes what is said at the start
 * @param callbacks what the callback lists name
 * @param unreachedAlerts one line for each receiver of alerts that none can reach
 */
public record ConfigVerdict(
        List<String> problems,
        Map<String, Integer> models,
        Set<String> aliases,
        List<DisabledModel> disabled,
        ConfigNotes notes,
        Callbacks callbacks,
        List<String> unreachedAlerts) {
    public ConfigVerdict {
        problems = List.copyOf(problems);
        unreachedAlerts = List.copyOf(unreachedAlerts);
        disabled = List.copyOf(disabled);
    }

    /**
     * What the callback lists name.
     *
     * @param sinks sinks, and what is wrong with the settings of each
     * @param unanswered names that no sink here answers to
     * @param there all sinks there are
     */
    public record Callbacks(Map<String, List<String>> sinks, List<String> unanswered, List<String> there) {
        static final Callbacks NONE = new Callbacks(Map.of(), List.of(), List.of());

        /** One sentence for each name that no sink here answers to. */
        public List<String> notes() {
            return unanswered.stream().map(this::note).toList();
        }

        /** A name with a dot is a Python object of LiteLLM's proxy: {@code module.instance}. */
        private String note(String name) {
            String named = "the configuration names callback '" + name + "', ";
            return name.indexOf('.') > 0
                    ? named + "which is Python: run it on the topics, unchanged, with examples/python-callbacks"
                    : named + "and there is no such sink (there are: " + String.join(", ", there) + ")";
        }
    }

    static ConfigVerdict unreadable(List<String> problems) {
        return new ConfigVerdict(
                problems,
                Map.of(),
                Set.of(),
                List.of(),
                new ConfigNotes(List.of(), List.of(), List.of()),
                Callbacks.NONE,
                List.of());
    }

    static ConfigVerdict of(
            GatewayConfig config, List<String> problems, Callbacks callbacks, List<String> unreachedAlerts) {
        List<String> all = new ArrayList<>(problems);
        callbacks
                .sinks()
                .forEach((name, ofSink) -> ofSink.stream()
                        .filter(problem -> !all.contains(problem))
                        .forEach(problem -> all.add("sink " + name + ": " + problem)));
        return new ConfigVerdict(
                all,
                counted(config.deployments()),
                new TreeSet<>(config.models().aliases().keySet()),
                config.models().disabled(),
                config.notes(),
                callbacks,
                unreachedAlerts);
    }

    /** Refuses what {@code --strict} refuses, too: everything that was left out and may have been meant. */
    public ConfigVerdict strict() {
        List<String> all = Stream.of(
                        problems.stream(),
                        disabled.stream().map(DisabledModel::toString),
                        notes.unknown().stream().map(key -> key + ": is not a known key"),
                        notes.warnings().stream(),
                        callbacks.notes().stream(),
                        unreachedAlerts.stream())
                .flatMap(each -> each)
                .toList();
        return new ConfigVerdict(all, models, aliases, disabled, notes, callbacks, unreachedAlerts);
    }

    public boolean starts() {
        return problems.isEmpty();
    }

    /** @throws SettingsException with all problems, if there are any */
    public void throwIfProblems() {
        if (!starts()) {
            throw new SettingsException(problems);
        }
    }

    /** An entry that stands for a deployment of each provider counts once. */
    private static Map<String, Integer> counted(List<Deployment> deployments) {
        Map<String, Set<String>> ids = new TreeMap<>();
        deployments.forEach(each ->
                ids.computeIfAbsent(each.modelGroup(), group -> new TreeSet<>()).add(each.id()));
        Map<String, Integer> counted = new TreeMap<>();
        ids.forEach((group, members) -> counted.put(group, members.size()));
        return counted;
    }
}
