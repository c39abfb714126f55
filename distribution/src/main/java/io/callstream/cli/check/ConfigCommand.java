package io.callstream.cli.check;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import io.callstream.settings.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream config}: what a configuration file means. */
@Command(
        name = "config",
        description = "Say what a configuration file means, without starting anything.",
        synopsisSubcommandLabel = "check | explain")
public final class ConfigCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Checks a file with this environment's variables. */
    @Command(
            name = "check",
            description = {
                "Say which models and sinks a file starts, what is left out, what has no effect and what is wrong.",
                "The exit status is 0 when the gateway starts with it, else 1."
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "Configuration file.") Path file,
            @Mixin PluginsOption plugins,
            @Option(names = "--json", description = "For programs.") boolean json,
            @Option(
                            names = "--strict",
                            description =
                                    "Take a model, key or callback that is left out for a problem, as `gateway --strict` does.")
                    boolean strict,
            @Option(names = "--no-sinks", description = "Do not check the settings of sinks.") boolean noSinks) {
        Configuration configuration = Configuration.ofFile(file, Environment.system());
        Sinks sinks = new Sinks(configuration, Path.of("."), plugins, RandomGenerator.getDefault());
        ConfigVerdict verdict =
                noSinks ? ConfigCheck.gateway(configuration, sinks) : ConfigCheck.everything(configuration, sinks);
        ConfigVerdict last = strict ? verdict.strict() : verdict;
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(VerdictJson.of(file.toString(), last));
        } else {
            VerdictText.of(file.toString(), last).forEach(out::println);
        }
        out.flush();
        return last.starts() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Says of every key what becomes of it. */
    @Command(
            name = "explain",
            description = {
                "Say of every key of a file what it does here, or why it does nothing: one line a key, and how many there are of each kind.",
                "Values are not printed. The exit status is 0 when no key stops the start, else 1."
            })
    int explain(
            @Parameters(paramLabel = "FILE", description = "Configuration file.") Path file,
            @Mixin PluginsOption plugins,
            @Option(names = "--json", description = "For programs.") boolean json) {
        Configuration configuration = Configuration.ofFile(file, Environment.system());
        Sinks sinks = new Sinks(configuration, Path.of("."), plugins, RandomGenerator.getDefault());
        ConfigExplained explained = ConfigExplained.of(file.toString(), configuration, sinks);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(explained.json());
        } else {
            explained.text().forEach(out::println);
        }
        out.flush();
        return explained.starts() ? ExitCode.OK : ExitCode.FAILED;
    }
}
