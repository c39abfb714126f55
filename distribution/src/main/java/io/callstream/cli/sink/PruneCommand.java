package io.callstream.cli.sink;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.DataDirOption;
import io.callstream.gateway.event.BodyFolder;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
    private static final String BODIES = "bodies";
    /** Elsewhere such a number is seconds; here whoever means days would lose all rows but those of the last seconds. */
    private static final Pattern WITHOUT_UNIT = Pattern.compile("\\s*[0-9.]+\\s*");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description =
                    "A sink with a database, such as postgres, mysql or clickhouse; or bodies, for the gateway's files.")
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
        if (BODIES.equals(name)) {
            return pruneBodies();
        }
        Instant before = Clock.systemUTC().instant().minus(span());
        Map<String, Map<String, Long>> removed =
                new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom()).prune(name, before);
        removed.forEach((account, tables) -> tables.forEach((table, rows) -> spec.commandLine()
                .getOut()
                .printf("%s: %d rows of %s from before %s removed%n", account, rows, table, before)));
        return 0;
    }

    /** The gateway does so by itself, at callstream.bodies.retention; this is for less. */
    private int pruneBodies() {
        Problems problems = new Problems();
        Section bodies =
                config.orDefaults().open(problems).section("callstream").section(BODIES);
        Path folder = bodies.text("directory").map(Path::of).orElse(data.path().resolve(BODIES));
        try {
            int files = new BodyFolder(folder, Long.MAX_VALUE, span(), Clock.systemUTC()).makeRoom(0);
            spec.commandLine().getOut().printf("%s: %d files of days older than %s removed%n", folder, files, age);
            return 0;
        } catch (IOException e) {
            throw new UserError("bodies in " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private Duration span() {
        Problems problems = new Problems();
        Section option = new Section("", Map.of(OLDER_THAN, age), problems);
        Duration span = option.duration(OLDER_THAN, Duration.ZERO);
        if (WITHOUT_UNIT.matcher(age).matches()) {
            option.problem(OLDER_THAN, age + " has no unit (expected a span of time such as 90d or 12h)");
        } else if (span.isZero()) {
            option.problem(OLDER_THAN, "is no age (expected a span of time such as 90d)");
        }
        problems.throwIfAny();
        return span;
    }
}
