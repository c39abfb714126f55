package io.callstream.sink.runtime;

import io.callstream.settings.CallbackLists;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.CallEvent;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.runtime.consume.LoopSettings;
import io.callstream.sink.runtime.erase.ErasureTiming;
import io.callstream.sink.runtime.erase.ErasureWatch;
import io.callstream.sink.runtime.erase.RemovalAccount;
import io.callstream.sink.runtime.subscribe.CallFilter;
import io.callstream.sink.runtime.subscribe.EventFilter;
import io.callstream.sink.runtime.subscribe.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The configuration of one account of a sink, read and checked.
 *
 * @param name the sink's name; for a route, with the route's after a dot
 * @param dataDirectory a folder of the account's own
 * @param connection to Kafka and the registry
 * @param filter what the sink gets and sees
 * @param policy how it is gathered
 * @param loop how it is read
 * @param destination where it goes
 * @param accounts what else the account has beside it
 */
record SinkPlan(
        String name,
        Path dataDirectory,
        Connection connection,
        EventFilter filter,
        BatchPolicy policy,
        LoopSettings loop,
        Destination<?> destination,
        Beside accounts) {
    /**
     * Where records come from.
     *
     * @param protocol how the copies of an account share the partitions
     * @param unknownSchemaWait how long a schema is waited for that the registry does not know
     */
    record Connection(
            KafkaSettings kafka, RegistrySettings registry, GroupProtocol protocol, Duration unknownSchemaWait) {}

    /**
     * Accounts beside this one, for other things than calls.
     *
     * @param alerts how the sink takes alerts; empty for a route, and for a sink that takes none
     * @param erasures how it removes what it stored; empty for a sink that cannot
     */
    record Beside(Optional<AlertPlan> alerts, Optional<ErasurePlan> erasures) {
        static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());
    }

    private static final int BATCHES_IN_MEMORY = 4;
    /**
     * Of the heap: what is held for an account costs three times its size in the topic, and its requests are made beside
     * that. No more than suits the heap that sinks are shipped with, since several may share a process.
     */
    private static final int PART_OF_HEAP = 16;

    private static final long MOST_BUFFERED_BYTES = 16L << 20;
    private static final long LEAST_BUFFERED_BYTES = 2L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The default account's plan, and one for each route: the sink's own settings with the route's over them.
     *
     * @throws io.callstream.settings.SettingsException naming everything that is wrong
     */
    static List<SinkPlan> read(SinkRunnerOptions options) {
        SinkFactory<?> factory = options.catalogue().find(options.sink());
        Section own = LitellmSettings.under(
                options.config().section("callstream").section("sinks").section(options.sink()),
                options.sink(),
                options.config());
        Map<String, Section> routes = Accounts.routes(own, taken(factory));
        List<SinkPlan> plans = new ArrayList<>();
        int accounts = 1 + routes.size();
        plans.add(read(options, factory, own, Accounts.standard(own, options.sink(), routes.keySet()), accounts));
        routes.forEach((name, section) ->
                plans.add(read(options, factory, section.over(own), Accounts.route(options.sink(), name), accounts)));
        return plans;
    }

    private static Set<String> taken(SinkFactory<?> factory) {
        Set<String> taken = new HashSet<>();
        if (factory instanceof AlertSinkFactory<?>) {
            taken.add(AlertPlan.ALERTS);
        }
        if (factory instanceof ErasureSinkFactory<?>) {
            taken.add(ErasurePlan.ERASURES);
        }
        return taken;
    }

    /**
     * As {@link #read}, with the account of alerts behind the others, if any alert can be for the sink, and behind that the accounts that
     * remove.
     */
    static List<SinkPlan> running(SinkRunnerOptions options) {
        List<SinkPlan> calls = read(options);
        Stream<SinkPlan> removing = calls.stream()
                .flatMap(plan -> plan.accounts().erasures().map(erasing -> erasing.beside(plan)).stream());
        return Stream.concat(withAlerts(calls, AlertPlan::wanted).stream(), removing)
                .toList();
    }

    /** As {@link #read}, with the account of alerts behind the others, if the sink takes alerts at all. */
    static List<SinkPlan> all(SinkRunnerOptions options) {
        return withAlerts(read(options), plan -> true);
    }

    /**
     * The account of alerts alone.
     *
     * @throws SettingsException naming everything that is wrong, or that the sink takes no alerts
     */
    static List<SinkPlan> ofAlerts(SinkRunnerOptions options) {
        SinkPlan standard = read(options).get(0);
        AlertPlan plan = standard.accounts()
                .alerts()
                .orElseThrow(() -> new SettingsException("sink " + options.sink() + " takes no alerts (those that do: "
                        + String.join(", ", options.catalogue().takeAlerts()) + ")"));
        return List.of(plan.beside(standard));
    }

    private static List<SinkPlan> withAlerts(List<SinkPlan> calls, Predicate<AlertPlan> wanted) {
        SinkPlan standard = calls.get(0);
        return Stream.concat(
                        calls.stream(),
                        standard.accounts().alerts().filter(wanted).map(plan -> plan.beside(standard)).stream())
                .toList();
    }

    private static <C> SinkPlan read(
            SinkRunnerOptions options, SinkFactory<C> factory, Section own, Accounts.Account account, int accounts) {
        Section callstream = options.config().section("callstream");
        own.accept(Accounts.ROUTES.name());
        own.accept(Accounts.ONLY_ROUTED.name());
        C config = factory.configure(new SinkSettings(own, options.environment()));
        Subscription subscription = Subscription.read(
                account.routeFilter(),
                own,
                CallbackLists.read(options.config().section("litellm_settings")),
                factory.defaultEvents(),
                Subscription.Privacy.read(options.config(), options.sink()));
        KafkaSettings kafka = KafkaSettings.read(callstream.section("kafka"));
        RegistrySettings registry = RegistrySettings.read(callstream.section("schema_registry"));
        RuntimeSettings said = RuntimeSettings.read(own);
        // A policy can only be made of a configuration that is right.
        options.config().problems().throwIfAny();
        BatchPolicy policy = said.policy(factory.batching(config));
        Optional<AlertPlan> alerts = AlertPlan.read(factory, config, own, options)
                .filter(plan -> account.route().isEmpty());
        RemovalAccount removal = new RemovalAccount(
                account.name(), ErasureTiming.read(callstream).removalDelay(), subscription.keyInfo(), kafka, registry);
        Optional<ErasurePlan> erasures = ErasurePlan.read(factory, config, removal);
        own.rejectUnknownKeys();
        options.config().problems().throwIfAny();
        LoopSettings loop = new LoopSettings(
                account.name(),
                subscription.topics(),
                false,
                said.from(),
                said.onGap() == RuntimeSettings.OnGap.CONTINUE,
                RuntimeSettings.buffered(policy, BATCHES_IN_MEMORY),
                buffered(said, accounts),
                PATIENCE);
        Path directory = account.directory(options.dataDirectory());
        return new SinkPlan(
                account.name(),
                directory,
                new Connection(kafka, registry, protocol(said, kafka), said.schemaWait()),
                new CallFilter(subscription),
                policy,
                loop,
                new Destination<>(CallEvent.class, factory.repeats(config), context -> factory.create(config, context)),
                new Beside(alerts, erasures));
    }

    /** Begins to follow erasures, for all accounts of the sink. */
    static ErasureWatch watch(SinkRunnerOptions options, List<SinkPlan> plans) {
        return ErasureWatch.start(
                plans.get(0).kafka(), ErasureTiming.read(options.config().section("callstream")), options.sink());
    }

    KafkaSettings kafka() {
        return connection.kafka();
    }

    RegistrySettings registry() {
        return connection.registry();
    }

    /** The same for another run beside that of the running sink, with a folder of its own. */
    SinkPlan beside() {
        return new SinkPlan(
                name, dataDirectory.resolve("replay"), connection, filter, policy, loop, destination, accounts);
    }

    private static GroupProtocol protocol(RuntimeSettings said, KafkaSettings kafka) {
        return said.protocol().orElseGet(() -> GroupProtocol.of(kafka.clientProperties()));
    }

    /** A batch that somebody asked for by its size gets it. */
    private static long buffered(RuntimeSettings said, int accounts) {
        long share = Math.min(MOST_BUFFERED_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP) / accounts;
        return Math.max(said.batching().maxBytes().orElse(0L), Math.max(LEAST_BUFFERED_BYTES, share));
    }
}
