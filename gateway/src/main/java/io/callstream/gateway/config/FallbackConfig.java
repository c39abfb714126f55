package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where calls go whose own model group has failed.
 *
 * @param general after any failure of a provider
 * @param contextWindow after a prompt was too long, before the general ones
 * @param contentPolicy after a provider refused what a prompt says, before the general ones
 * @param most model groups that one call tries after its own
 */
public record FallbackConfig(
        FallbackTable general, FallbackTable contextWindow, FallbackTable contentPolicy, int most) {
    public static final FallbackConfig NONE =
            new FallbackConfig(FallbackTable.NONE, FallbackTable.NONE, FallbackTable.NONE, 0);

    static final Key<List<String>> GENERAL = Key.texts("fallbacks")
            .byDefault(List.of(), "")
            .says(
                    "Model groups that take a call when its own has failed, in their order: a list of `group: [others]`,"
                            + " where the group may be a pattern and `*` stands for all others; else those of litellm_settings.");
    static final Key<List<String>> DEFAULT = Key.texts("default_fallbacks")
            .byDefault(List.of(), "")
            .says("The same for every group that `fallbacks` says nothing of: a list of names.");
    static final Key<List<String>> CONTEXT_WINDOW = Key.texts("context_window_fallbacks")
            .byDefault(List.of(), "")
            .says("As `fallbacks`, and before them, when the prompt is too long for the model.");
    static final Key<List<String>> CONTENT_POLICY = Key.texts("content_policy_fallbacks")
            .byDefault(List.of(), "")
            .says("As `fallbacks`, and before them, when the provider refuses what the prompt says.");
    static final Key<Integer> MOST = Key.integer("max_fallbacks")
            .min("0")
            .max("100")
            .byDefault("5")
            .says("Model groups that one call tries after its own.");

    private static final String EVERY = "*";

    /** Whether no call goes anywhere else. */
    public boolean isEmpty() {
        return most == 0 || general.isEmpty() && contextWindow.isEmpty() && contentPolicy.isEmpty();
    }

    static FallbackConfig read(Section router, Section litellm) {
        Map<String, List<String>> general = table(GENERAL, router, litellm);
        List<String> rest = router.get(DEFAULT);
        List<String> others = litellm.get(DEFAULT);
        if (!rest.isEmpty() || !others.isEmpty()) {
            general.putIfAbsent(EVERY, rest.isEmpty() ? others : rest);
        }
        return new FallbackConfig(
                FallbackTable.of(general),
                FallbackTable.of(table(CONTEXT_WINDOW, router, litellm)),
                FallbackTable.of(table(CONTENT_POLICY, router, litellm)),
                router.get(MOST));
    }

    private static Map<String, List<String>> table(Key<List<String>> key, Section router, Section litellm) {
        Map<String, List<String>> own = table(key, router);
        Map<String, List<String>> general = table(key, litellm);
        return own.isEmpty() ? general : own;
    }

    private static Map<String, List<String>> table(Key<List<String>> key, Section section) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (Section item : section.sections(key.name())) {
            for (String group : item.keys().stream().sorted().toList()) {
                List<String> before = table.put(group, item.texts(group));
                if (before != null) {
                    item.problem(group, "stands there twice (say all its fallbacks in one list)");
                }
            }
        }
        return table;
    }

    /** Says which names nothing serves. */
    void check(Iterable<String> served, Findings findings) {
        Stream.of(general, contextWindow, contentPolicy)
                .flatMap(table -> table.names().stream())
                .distinct()
                .filter(name -> !isServed(name, served))
                .forEach(name -> findings.warn("router_settings.fallbacks: names " + name
                        + ", which no served model has for a name; calls skip it"));
    }

    private static boolean isServed(String name, Iterable<String> served) {
        for (String each : served) {
            if (Optional.ofNullable(new NamePattern(each).match(name)).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
