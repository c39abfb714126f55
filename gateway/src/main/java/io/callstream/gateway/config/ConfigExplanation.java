package io.callstream.gateway.config;

import io.callstream.settings.KeyTrace;
import io.callstream.settings.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says of every key of a configuration file what becomes of it here. Values are never said: they may be secrets. */
public final class ConfigExplanation {
    private static final String NOBODY = "Nothing here reads it.";
    private static final String OF_SINK = "Is read by the sink of that name; see its README.";
    private static final List<String> SINGLE = List.of("environment_variables", "credential_list", "include");
    private static final List<String> OF_SINKS = List.of("callstream.sinks.", "callback_settings.");
    private static final List<String> LISTS = List.of(
            "litellm_settings.callbacks",
            "litellm_settings.success_callback",
            "litellm_settings.failure_callback",
            "litellm_settings.input_callback");

    private final LitellmKeys table = LitellmKeys.all();
    private final GatewayConfig config;
    private final List<String> problems;

    private ConfigExplanation(GatewayConfig config, List<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    /**
     * One for each key, in the order of their paths; what is missing is a problem of a key that is not there.
     *
     * @param root as {@link GatewayConfig#read} has left it
     */
    public static List<KeyUse> of(Section root, GatewayConfig config) {
        List<String> problems = root.problems().found();
        ConfigExplanation explanation = new ConfigExplanation(config, problems);
        List<KeyUse> uses = new ArrayList<>();
        KeyTrace.of(root).forEach(leaf -> uses.add(explanation.use(leaf)));
        problems.stream()
                .filter(problem -> uses.stream().noneMatch(use -> isAt(use.path(), problem)))
                .map(problem -> problem.split(": ", 2))
                .forEach(problem -> uses.add(new KeyUse(problem[0], KeyUse.Use.PROBLEM, problem[problem.length - 1])));
        return List.copyOf(uses);
    }

    private KeyUse use(KeyTrace.Leaf leaf) {
        String path = leaf.path();
        KeyUse used = new KeyUse(path, KeyUse.Use.USED, meaning(leaf));
        return disabled(path)
                .map(why -> used.as(KeyUse.Use.LEFT_OUT, why))
                .or(() -> first(problems, path).map(why -> used.as(KeyUse.Use.PROBLEM, why)))
                .or(() -> config.notes().ignored().stream()
                        .filter(each -> within(path, each))
                        .findFirst()
                        .map(each -> used.as(KeyUse.Use.NO_EFFECT, row(each).orElse("Is not needed here."))))
                .or(() -> config.notes().unknown().stream()
                        .filter(each -> within(path, each.split(" ", 2)[0]))
                        .findFirst()
                        .map(each ->
                                used.as(KeyUse.Use.UNKNOWN, "Is not a known key of LiteLLM's" + guess(each) + ".")))
                .or(() -> first(config.notes().warnings(), path).map(why -> used.as(KeyUse.Use.LEFT_OUT, why)))
                .or(() -> leaf.silent().map(why -> used.as(KeyUse.Use.NO_EFFECT, "It " + why + ".")))
                .orElseGet(() -> leaf.read() || ofSink(path) ? used : used.as(KeyUse.Use.NO_EFFECT, NOBODY));
    }

    private Optional<String> disabled(String path) {
        return config.models().disabled().stream()
                .filter(model -> path.startsWith(model.entry() + "."))
                .findFirst()
                .map(model -> "The entry is left out: " + model.reason().split(";", 2)[0]);
    }

    private static Optional<String> first(List<String> findings, String path) {
        return findings.stream()
                .filter(finding -> isAt(path, finding))
                .findFirst()
                .map(finding -> finding.split(": ", 2)[1]);
    }

    /** Whether a finding is about a key, or about a mapping that it stands in. */
    private static boolean isAt(String path, String finding) {
        int end = finding.indexOf(": ");
        return end > 0 && within(path, finding.substring(0, end));
    }

    private static boolean within(String path, String key) {
        return path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "[");
    }

    private static String guess(String unknown) {
        int blank = unknown.indexOf(' ');
        return blank < 0 ? "" : unknown.substring(blank);
    }

    private String meaning(KeyTrace.Leaf leaf) {
        String path = leaf.path();
        if (ofSink(path)) {
            return OF_SINK;
        }
        if (LISTS.stream().anyMatch(list -> within(path, list))) {
            return "Names a sink.";
        }
        return works(path)
                .filter(row -> !row.isPattern() || leaf.says().isEmpty())
                .map(LitellmKey::says)
                .or(leaf::says)
                .or(() -> nearest(path))
                .or(() -> parameter(path))
                .orElse("Is read.");
    }

    private Optional<LitellmKey> works(String path) {
        return table.find(path).filter(row -> row.kind() == LitellmKey.Kind.WORKS);
    }

    /** What the table says of the nearest mapping or list that the key stands in, if it is no section. */
    private Optional<String> nearest(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        if (end < 0 || path.substring(0, end).indexOf('.') < 0 && !SINGLE.contains(path.substring(0, end))) {
            return Optional.empty();
        }
        String parent = path.substring(0, end);
        return works(parent).map(LitellmKey::says).or(() -> nearest(parent));
    }

    private static boolean ofSink(String path) {
        return OF_SINKS.stream().anyMatch(path::startsWith);
    }

    private Optional<String> row(String path) {
        Optional<LitellmKey> exact = table.find(path);
        int dot = path.lastIndexOf('.');
        return exact.isPresent() || dot < 0
                ? exact.map(LitellmKey::says)
                : table.find(path.substring(0, dot))
                        .filter(row -> row.kind() != LitellmKey.Kind.WORKS)
                        .map(LitellmKey::says);
    }

    private Optional<String> parameter(String path) {
        return LitellmKeys.general(path).startsWith("model_list[].litellm_params.")
                ? table.find("model_list[].litellm_params.<parameter>").map(LitellmKey::says)
                : Optional.empty();
    }
}
