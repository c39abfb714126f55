package io.callstream.cli.export;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.Termination;
import io.callstream.cli.sql.ScratchFolder;
import io.callstream.cli.sql.SessionOptions;
import io.callstream.cli.time.FromOption;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.reader.time.TimeText;
import io.callstream.sql.engine.SqlResult;
import io.callstream.sql.engine.SqlSession;
import io.callstream.sql.table.AvroTopic;
import io.callstream.sql.table.TableCatalogue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream export}: the records of a topic as files. */
@Command(
        name = "export",
        description = {
            "Write the records of a topic into files, in a folder for each day on which Kafka got them (UTC).",
            "Files that are there already are not written again, so that an export that was stopped goes on."
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--topic", paramLabel = "T", required = true, description = "The topic, such as llm.success.")
    private String topic = "";

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The folder that gets a folder for the topic.")
    private Path target = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "parquet",
            description = "${COMPLETION-CANDIDATES} (default: parquet).")
    private ExportFormat format = ExportFormat.PARQUET;

    @Mixin
    private FromOption from = new FromOption();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Up to this time, which is not part of it (default: now); --to is the folder here.")
    private @Nullable String until;

    @Mixin
    private SessionOptions options = new SessionOptions();

    private long files;

    @Override
    public Integer call() {
        AvroTopic table = table();
        Clock clock = Clock.systemUTC();
        TimeSpan span = new TimeSpan(
                from.time(clock), Optional.ofNullable(until).map(text -> TimeText.parse("--until", text, clock)));
        ExportFolder folder = new ExportFolder(target.resolve(topic).toAbsolutePath(), format);
        Map<LocalDate, TopicRange> days = days(span);
        try (ScratchFolder scratch = options.scratch();
                SqlSession session = options.open(span, scratch.path(), true)) {
            Termination.closing(scratch);
            days.forEach((day, range) -> export(day, range, new Files(session, folder, table)));
        }
        days.values().stream()
                .limit(1)
                .flatMap(range -> range.cuts().stream())
                .forEach(cut -> spec.commandLine().getErr().println("note: " + cut.describe()));
        spec.commandLine().getOut().println(files + (files == 1 ? " file" : " files") + " written");
        return ExitCode.OK;
    }

    private AvroTopic table() {
        List<AvroTopic> known = TableCatalogue.builtIn().topics();
        return known.stream()
                .filter(each -> each.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new UserError("--topic " + topic + " cannot be exported (expected one of "
                        + known.stream().map(AvroTopic::topic).collect(Collectors.joining(", ")) + ")"));
    }

    private Map<LocalDate, TopicRange> days(TimeSpan span) {
        TopicConsumers consumers = new TopicConsumers(options.connections().kafka());
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            return ExportDays.of(new RangePlanner(consumer, consumers.servers()), topic, span, Clock.systemUTC());
        }
    }

    private record Files(SqlSession session, ExportFolder folder, AvroTopic table) {}

    private void export(LocalDate day, TopicRange range, Files to) {
        range.partitions().stream()
                .flatMap(each -> to.folder().missing(day, each).stream())
                .forEach(part -> write(part, to));
    }

    private void write(ExportPart part, Files to) {
        PartitionRange wanted =
                new PartitionRange(new TopicPartition(topic, part.partition()), part.begin(), part.end());
        Path unfinished = to.folder().unfinished(part);
        String sql = "COPY (" + to.table().sqlTable().view() + ") TO '"
                + unfinished.toString().replace("'", "''") + "' (" + format.options() + ")";
        try (SqlResult copied = to.session().run(sql, List.of(new TopicRange(topic, List.of(wanted), List.of())))) {
            copied.next(); // the count; it is there when the file is whole
        }
        Path file = to.folder().finish(part);
        files++;
        spec.commandLine().getOut().println(file);
        long erased = to.session().monitor().erasedCount();
        if (erased > 0) {
            spec.commandLine()
                    .getErr()
                    .println("note: " + erased + " records of erased subjects were left out of " + file.getFileName());
        }
        long unreadable = to.session().monitor().unreadableCount();
        if (unreadable > 0) {
            spec.commandLine()
                    .getErr()
                    .println("note: " + unreadable + " records of " + file.getFileName()
                            + " could not be read and were left out: "
                            + to.session().monitor().unreadable().get(0));
        }
    }
}
