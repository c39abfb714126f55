package io.callstream.settings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * LiteLLM's callback lists ({@code litellm_settings}): which sinks hear of which moments of a call.
 *
 * @param input sinks that hear of calls before they leave for the provider
 * @param success sinks that hear of calls that ended well
 * @param failure sinks that hear of calls that ended badly
 * @param all sinks that hear of all three
 */
public record CallbackLists(List<String> input, List<String> success, List<String> failure, List<String> all) {
    private static final Map<String, String> SAME = Map.of("s3_v2", "s3");

    public CallbackLists {
        input = List.copyOf(input);
        success = List.copyOf(success);
        failure = List.copyOf(failure);
        all = List.copyOf(all);
    }

    public static CallbackLists read(Section litellmSettings) {
        return new CallbackLists(
                named(litellmSettings, "input_callback"),
                named(litellmSettings, "success_callback"),
                named(litellmSettings, "failure_callback"),
                named(litellmSettings, "callbacks"));
    }

    /** What a list names, under the names that sinks have here: LiteLLM has several for some. */
    public static List<String> named(Section litellmSettings, String list) {
        return litellmSettings.names(list).stream()
                .map(name -> SAME.getOrDefault(name, name))
                .distinct()
                .toList();
    }

    /** Every sink that any list names, in the order of first mention. */
    public Set<String> sinks() {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(all, input, success, failure).forEach(names::addAll);
        return names;
    }

    public boolean hearsPreCalls(String sink) {
        return all.contains(sink) || input.contains(sink);
    }

    public boolean hearsSuccesses(String sink) {
        return all.contains(sink) || success.contains(sink);
    }

    public boolean hearsFailures(String sink) {
        return all.contains(sink) || failure.contains(sink);
    }
}
