package io.callstream.cli.topics;

import io.callstream.cli.acl.AclCommands;
import io.callstream.cli.acl.Service;
import io.callstream.cli.acl.ServiceGrants;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Connections;
import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream topics create|list|acls}. */
@Command(
        name = "topics",
        description = "Create or list the event topics, or say who needs what of them.",
        synopsisSubcommandLabel = "create|list|acls")
public final class TopicsCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Create the topics that are missing; existing ones are left as they are.")
    int create(@Mixin ConfigOption config) {
        Connections connections = Connections.of(config.orDefaults());
        try (EventTopics topics = EventTopics.on(connections.kafka())) {
            List<TopicSpec> wanted = wanted(connections);
            topics.create(wanted)
                    .forEach((name, outcome) -> out().printf(
                                    "%-24s %s%n", name, outcome == EventTopics.Outcome.CREATED ? "created" : "exists"));
            warnOfDifferences(wanted, topics.describe(names(wanted)));
        }
        return 0;
    }

    @Command(name = "list", description = "List the product's topics on this cluster.")
    int list(@Mixin ConfigOption config) {
        Connections connections = Connections.of(config.orDefaults());
        try (EventTopics topics = EventTopics.on(connections.kafka())) {
            List<TopicSpec> wanted = wanted(connections);
            wanted.addAll(otherDeadLetters(topics.names(), names(wanted)));
            List<TopicState> found = topics.describe(names(wanted));
            out().printf(
                            "%-24s %10s %8s %10s  %-9s %s%n",
                            "TOPIC", "PARTITIONS", "REPLICAS", "RECORDS", "KEPT", "WHAT");
            wanted.forEach(topic -> show(topic, find(found, topic.name())));
            warnOfDifferences(wanted, found);
        }
        return 0;
    }

    @Command(
            name = "acls",
            description = "Print the commands that give each service what it needs on a Kafka with access control.")
    int acls(
            @Mixin ConfigOption config,
            @Option(
                            names = "--service",
                            paramLabel = "SERVICE",
                            description =
                                    "Of one service only: topics, gateway, sink, analytics, replay, console or sql.")
                    @Nullable Service service,
            @Option(
                            names = "--sink",
                            paramLabel = "NAME",
                            description = "Of these sinks (default: those that the configuration names).")
                    @Nullable List<String> sinks,
            @Option(
                            names = "--user",
                            paramLabel = "PREFIX",
                            defaultValue = "callstream-",
                            description =
                                    "What each service's login begins with (default: callstream-); its name follows.")
                    String user) {
        Connections connections = Connections.of(config.orDefaults());
        AclCommands commands = new AclCommands(connections.kafka().bootstrapServers());
        Collection<String> wanted = sinks == null ? connections.callbacks().sinks() : sinks;
        for (Service each : service == null ? List.of(Service.values()) : List.of(service)) {
            for (String sink : each.ofSink() ? wanted : List.of("")) {
                String login = "User:" + user + each.label() + (sink.isEmpty() ? "" : "-" + sink);
                commands.of(login, ServiceGrants.of(each, sink)).forEach(out()::println);
            }
        }
        return 0;
    }

    /** The event topics, what analytics makes of them, and the dead letters of every sink that the configuration names. */
    private static List<TopicSpec> wanted(Connections connections) {
        TopicCatalogue catalogue = new TopicCatalogue(connections.kafka().partitions());
        List<TopicSpec> wanted = new ArrayList<>(catalogue.events());
        wanted.addAll(catalogue.derived());
        wanted.add(TopicCatalogue.replayJobs());
        wanted.addAll(TopicCatalogue.erasures());
        wanted.addAll(TopicCatalogue.tables());
        connections.callbacks().sinks().forEach(sink -> wanted.add(TopicCatalogue.deadLetters(sink)));
        return wanted;
    }

    private static List<String> names(List<TopicSpec> topics) {
        return topics.stream().map(TopicSpec::name).toList();
    }

    /** Of sinks that are not in the configuration's lists, or no longer. */
    private static List<TopicSpec> otherDeadLetters(Collection<String> there, List<String> known) {
        return there.stream()
                .filter(name -> !known.contains(name))
                .flatMap(name -> TopicCatalogue.sinkOfDeadLetters(name).stream())
                .sorted()
                .map(TopicCatalogue::deadLetters)
                .toList();
    }

    private void show(TopicSpec topic, Optional<TopicState> found) {
        found.ifPresentOrElse(
                state -> line(
                        topic,
                        Integer.toString(state.partitions()),
                        Integer.toString(state.replicas()),
                        Long.toString(state.records()),
                        state.kept()),
                () -> line(topic, "missing", "-", "-", "-"));
    }

    private void line(TopicSpec topic, String partitions, String replicas, String records, String kept) {
        out().printf(
                        "%-24s %10s %8s %10s  %-9s %s%n",
                        topic.name(), partitions, replicas, records, kept, topic.purpose());
    }

    private void warnOfDifferences(List<TopicSpec> wanted, List<TopicState> found) {
        for (TopicSpec topic : wanted) {
            find(found, topic.name())
                    .ifPresent(state -> state.differences(topic)
                            .forEach(difference -> out().printf("note: %s %s%n", topic.name(), difference)));
        }
    }

    private static Optional<TopicState> find(List<TopicState> states, String name) {
        return states.stream().filter(state -> state.name().equals(name)).findFirst();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
