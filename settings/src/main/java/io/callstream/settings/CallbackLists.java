package io.callstream.settings;

import java.util.LinkedHashSet;
import java.util.List;
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
    public CallbackLists {
        input = List.copyOf(input);
        success = List.copyOf(success);
        failure = List.copyOf(failure);
        all = List.copyOf(all);
    }

    public static CallbackLists read(Section litellmSettings) {
        return new CallbackLists(
                litellmSettings.names("input_callback"),
                litellmSettings.names("success_callback"),
                litellmSettings.names("failure_callback"),
                litellmSettings.names("callbacks"));
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
