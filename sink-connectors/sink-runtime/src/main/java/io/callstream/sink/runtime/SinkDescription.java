package io.callstream.sink.runtime;

import io.callstream.events.EventKind;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sink's configuration says of it, for those who plan something with it.
 *
 * @param accounts the default one first
 * @param policy how the default account gathers its events
 * @param repeats what comes of an event that is delivered again; the worst of all accounts
 */
public record SinkDescription(
        List<Account> accounts, BatchPolicy policy, Repeats repeats, KafkaSettings kafka, RegistrySettings registry) {
    public SinkDescription {
        accounts = List.copyOf(accounts);
    }

    /**
     * One account.
     *
     * @param name the sink's name; for a route, with the route's after a dot
     * @param kinds what it hears of
     */
    public record Account(String name, Set<EventKind> kinds) {
        public Account {
            kinds = Set.copyOf(kinds);
        }
    }

    /**
     * Reads the configuration as the sink's start would.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong with it
     */
    public static SinkDescription read(SinkRunnerOptions options) {
        List<SinkPlan> plans = SinkPlan.read(options);
        SinkPlan standard = plans.get(0);
        boolean kept = plans.stream().anyMatch(plan -> plan.destination().repeats() == Repeats.KEPT);
        return new SinkDescription(
                plans.stream()
                        .map(plan -> new Account(plan.name(), kinds(plan)))
                        .toList(),
                standard.policy(),
                kept ? Repeats.KEPT : Repeats.MERGED,
                standard.kafka(),
                standard.registry());
    }

    private static Set<EventKind> kinds(SinkPlan plan) {
        return plan.loop().topics().stream().map(EventKind::ofTopic).collect(Collectors.toSet());
    }

    /** What any account hears of. */
    public Set<EventKind> kinds() {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        accounts.forEach(account -> kinds.addAll(account.kinds()));
        return kinds;
    }
}
