package io.callstream.cli.check;

import io.callstream.gateway.config.KeyUse;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Section;
import java.util.Collection;
import java.util.List;

/**
 * What becomes of the lists of callbacks, which only the command line knows, because it knows the sinks.
 *
 * @param litellm the file's {@code litellm_settings}
 * @param there the sinks that there are
 */
record CallbackUse(Section litellm, Collection<String> there) {
    /** Needs no sink. */
    static final String METRICS = "prometheus";

    private static final String SECTION = "litellm_settings.";
    private static final List<String> LISTS =
            List.of("callbacks", "success_callback", "failure_callback", "input_callback");

    /** The same key, with the sinks that it names where it is such a list. */
    KeyUse with(KeyUse use) {
        String list = use.path().startsWith(SECTION)
                ? use.path().substring(SECTION.length()).split("\\[", 2)[0]
                : "";
        return use.use() == KeyUse.Use.USED && LISTS.contains(list)
                ? named(use, CallbackLists.named(litellm, list))
                : use;
    }

    private KeyUse named(KeyUse use, List<String> names) {
        String started = sentence(
                        "Starts sinks: ", names.stream().filter(there::contains).toList())
                + (names.contains(METRICS) ? " The figures of prometheus stand at /metrics, with or without it." : "");
        List<String> unanswered = names.stream()
                .filter(name -> !there.contains(name) && !name.equals(METRICS))
                .toList();
        return unanswered.isEmpty()
                ? use.as(KeyUse.Use.USED, started.isEmpty() ? "Names no sink." : started.strip())
                : use.as(
                        KeyUse.Use.LEFT_OUT,
                        (started + sentence(" No sink answers to: ", unanswered)
                                        + " What is Python runs on the topics (examples/python-callbacks).")
                                .strip());
    }

    private static String sentence(String beginning, List<String> names) {
        return names.isEmpty() ? "" : beginning + String.join(", ", names) + ".";
    }
}
