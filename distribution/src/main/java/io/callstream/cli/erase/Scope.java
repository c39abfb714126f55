package io.callstream.cli.erase;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.Sinks;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.sink.runtime.ErasureSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which sinks the configuration has, and what they do about erasures.
 *
 * @param accounts those that report
 * @param without by name of a sink that cannot remove, what stays
 */
record Scope(List<String> accounts, Map<String, String> without) {
    /**
     * @param named sinks that were asked for; empty for all that callback lists and {@code callstream.sinks} name
     * @throws io.callstream.cli.problem.UserError if there is no such sink
     */
    static Scope of(Configuration configuration, Sinks sinks, List<String> named) {
        named.forEach(sinks::require);
        List<String> accounts = new ArrayList<>();
        Map<String, String> without = new TreeMap<>();
        for (String name : named.isEmpty() ? configured(configuration, sinks) : named) {
            ErasureSupport support = ErasureSupport.of(sinks.options(name));
            accounts.addAll(support.accounts());
            support.without().ifPresent(why -> without.put(name, why));
        }
        return new Scope(List.copyOf(accounts), Map.copyOf(without));
    }

    private static Set<String> configured(Configuration configuration, Sinks sinks) {
        Section root = configuration.open(new Problems());
        Set<String> names = new TreeSet<>(
                CallbackLists.read(root.section("litellm_settings")).sinks());
        names.addAll(root.section("callstream").section("sinks").keys());
        names.retainAll(sinks.names());
        return names;
    }
}
