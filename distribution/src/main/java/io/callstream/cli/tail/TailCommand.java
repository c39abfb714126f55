package io.callstream.cli.tail;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.Termination;
import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream tail}: events on the terminal as they arrive. */
@Command(
        name = "tail",
        description = "Show events as they arrive, in the order of their time, as readable lines or as JSON.")
public final class TailCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--topic", paramLabel = "T", description = "Only this topic (default: all four event topics).")
    private @Nullable String topic;

    @Option(names = "--from-beginning", description = "Also what is there already.")
    private boolean fromBeginning;

    @Option(
            names = "--call",
            paramLabel = "ID",
            description = "Only this call, from its beginning to its end; ends with it.")
    private @Nullable String call;

    @Option(names = "--no-chunks", description = "Leave out the chunks of streamed answers.")
    private boolean noChunks;

    @Option(names = "--json", description = "One JSON object a line, with every column.")
    private boolean json;

    @Override
    public Integer call() {
        List<String> topics = topics();
        Connections connections = Connections.of(config.orDefaults());
        EventDecoder decoder = new EventDecoder(new RegistryWriterSchemas(RegistryClients.connect(
                connections.registry().url(), connections.registry().properties())));
        try (ErasureIndex erasures = ErasureIndex.follow(new TopicConsumers(connections.kafka()), "erasures");
                EventReader tail = EventReader.on(connections.kafka(), decoder)) {
            erasures.await(PATIENCE); // nothing is shown before it is known whose it may not be
            ErasedLeftOut view = new ErasedLeftOut(
                    view(), () -> erasures.known().orElseThrow().subjects());
            Termination.closing(tail::stop);
            tail.seek(topics, fromBeginning || call != null);
            tail.follow(keys(), call == null ? view : new OneCall(view, tail::stop));
            if (view.count() > 0) {
                spec.commandLine()
                        .getErr()
                        .println("note: " + view.count() + " events of erased subjects were left out");
            }
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Kafka at " + connections.kafka().bootstrapServers() + " does not answer", e);
        }
        return 0;
    }

    private Predicate<byte[]> keys() {
        if (call == null) {
            return key -> true;
        }
        byte[] wanted = call.strip().getBytes(StandardCharsets.UTF_8);
        return key -> Arrays.equals(key, wanted);
    }

    private TailView view() {
        EventPrinter printer = json ? new JsonLines() : new ReadableLines(ZoneId.systemDefault());
        return new TailView(
                printer, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private List<String> topics() {
        List<String> all =
                Arrays.stream(EventKind.values()).map(EventKind::topic).toList();
        if (topic == null) {
            return noChunks
                    ? all.stream()
                            .filter(name -> !name.equals(EventKind.CHUNK.topic()))
                            .toList()
                    : all;
        }
        if (!all.contains(topic)) {
            throw new UserError(
                    "--topic " + topic + " is no event topic (expected one of " + String.join(", ", all) + ")");
        }
        return List.of(topic);
    }
}
