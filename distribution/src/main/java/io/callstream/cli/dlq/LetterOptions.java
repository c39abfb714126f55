package io.callstream.cli.dlq;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Connections;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.RegistryClients;
import io.callstream.events.codec.RegistryWriterSchemas;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureTopic;
import io.callstream.reader.time.TimeText;
import io.callstream.settings.RegistrySettings;
import io.callstream.sink.runtime.DeadLetterReplayer;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which letters, of which sink. */
public final class LetterOptions {
    @Parameters(index = "0", paramLabel = "SINK", description = "The sink whose letters these are.")
    private String sink = "";

    @Parameters(index = "1..*", paramLabel = "LETTER", description = "Numbers of letters (default: all that are open).")
    private List<Long> numbers = List.of();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only letters whose reason has this in it.")
    private String reason = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only letters given up since then: 90m, 2h, 3d, or a moment like 2026-11-20T12:00:00Z.")
    private @Nullable String since;

    /** The sink's letters; needs Kafka, and nothing of what the sink itself would need. */
    DeadLetterStore box() {
        sinks().require(sink);
        return new DeadLetterStore(connections().kafka(), sink);
    }

    /** Reads the letters' events, but for those of subjects that were erased. */
    LetterText text(DeadLetterStore box) {
        RegistrySettings registry = connections().registry();
        EventDecoder decoder = new EventDecoder(
                new RegistryWriterSchemas(RegistryClients.connect(registry.url(), registry.properties())));
        return new LetterText(
                box, decoder, ErasureTopic.now(new TopicConsumers(connections().kafka())));
    }

    /** The sink with its configuration, to deliver. */
    DeadLetterReplayer delivery() {
        return DeadLetterReplayer.open(sinks().options(sink));
    }

    private Sinks sinks() {
        return new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom());
    }

    private Connections connections() {
        return Connections.of(config.orDefaults());
    }

    /** Those of the letters that were asked for. */
    List<DeadLetter> chosen(List<DeadLetter> open) {
        Instant from = from(Clock.systemUTC());
        Set<Long> missing = new TreeSet<>(numbers);
        open.forEach(letter -> missing.remove(letter.number()));
        if (!missing.isEmpty()) {
            throw new UserError("no open letter of sink " + sink + " has the number "
                    + missing.iterator().next() + " (see: callstream dlq list " + sink + ")");
        }
        return open.stream()
                .filter(letter -> numbers.isEmpty() || numbers.contains(letter.number()))
                .filter(letter -> letter.refusal().reason().contains(reason))
                .filter(letter -> !letter.refusal().failedAt().isBefore(from))
                .toList();
    }

    /** Whether anything narrows the choice. */
    boolean narrowed() {
        return !numbers.isEmpty() || !reason.isEmpty() || since != null;
    }

    private Instant from(Clock clock) {
        return since == null ? Instant.MIN : TimeText.parse("--since", since, clock);
    }
}
