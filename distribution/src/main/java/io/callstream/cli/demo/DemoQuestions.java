package io.callstream.cli.demo;

import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.OneLineErrors;
import io.callstream.cli.replay.ReplayCommand;
import io.callstream.cli.sql.SqlCommand;
import io.callstream.cli.up.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What can be asked of the stream afterwards, with the commands that anybody would use: one question, one replay. */
final class DemoQuestions {
    private static final String QUESTION = "SELECT model_group, count(*) AS calls, sum(cost_nano_usd)/1e9 AS usd, "
            + "max(duration_us)/1000 AS slowest_ms FROM calls GROUP BY model_group ORDER BY calls DESC, model_group LIMIT 5";

    private final PrintWriter out;
    private final Path config;
    private final Path folder;

    /** @param data folder of everything that the demo keeps */
    DemoQuestions(PrintWriter out, Path data) {
        this.out = out;
        this.config = data.resolve("connections.yaml");
        this.folder = data.resolve("replay");
    }

    /** The file that says where everything is, once it has been asked. */
    Path connections() {
        return config;
    }

    /** @return whether both commands did what they should */
    boolean ask(Platform platform) throws IOException {
        Files.writeString(config, """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                  sinks:
                    file: {directory: '%s'}
                """.formatted(
                        platform.connections().kafka().bootstrapServers(),
                        platform.connections().registry().url(),
                        folder.resolve("file").toAbsolutePath().toString().replace("'", "''")));
        boolean answered = run("sql", new SqlCommand(), List.of(QUESTION));
        boolean replayed = run(
                "replay",
                new ReplayCommand(),
                List.of(
                        "--sink",
                        "file",
                        "--from",
                        "1h",
                        "--event",
                        "success",
                        "--allow-duplicates",
                        "--data-dir",
                        folder.toString()));
        return answered && replayed;
    }

    private boolean run(String name, Callable<Integer> command, List<String> arguments) {
        List<String> all = Stream.concat(arguments.stream(), Stream.of("--config", config.toString()))
                .toList();
        out.println();
        out.println("$ ./callstream " + name + " "
                + all.stream().map(DemoQuestions::quoted).collect(Collectors.joining(" ")));
        out.flush();
        OneLineErrors errors = new OneLineErrors();
        return new CommandLine(command)
                        .setOut(out)
                        .setExecutionExceptionHandler(errors)
                        .setParameterExceptionHandler(errors)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(all.toArray(String[]::new))
                == ExitCode.OK;
    }

    private static String quoted(String argument) {
        return argument.contains(" ") ? "\"" + argument + "\"" : argument;
    }
}
