package io.callstream.cli.sink;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream prune NAME --older-than 90d}: removes old rows from a sink's database, once. */
@Command(name = "prune", description = "Remove old rows from a sink's database, once; for a daily job.")
public final class PruneCommand implements Callable<Integer> {
    private static final String OLDER_THAN = "--older-than";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "A sink with a database, such as postgres, mysql or clickhouse.")
    private String name = "";

    @Option(
            names = OLDER_THAN,
            paramLabel = "AGE",
            required = true,
            description = "Remove calls and chunks that happened longer ago than this, such as 90d.")
    private String age = "";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Override
    public Integer call() {
        Instant before = Clock.systemUTC().instant().minus(span());
        Map<String, Map<String, Long>> removed =
                new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom()).prune(name, before);
        removed.forEach((account, tables) -> tables.forEach((table, rows) -> spec.commandLine()
                .getOut()
                .printf("%s: %d rows of %s from before %s removed%n", account, rows, table, before)));
        return 0;
    }

    private Duration span() {
        Problems problems = new Problems();
        Section option = new Section("", Map.of(OLDER_THAN, age), problems);
        Duration span = option.duration(OLDER_THAN, Duration.ZERO);
        if (span.isZero()) {
            option.problem(OLDER_THAN, "is no age (expected a span of time such as 90d)");
        }
        problems.throwIfAny();
        return span;
    }
}
