package io.callstream.cli.sink;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.problem.UserError;
import io.callstream.console.run.ConsoleSettings;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.observe.ResumeRequest;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream resume NAME}: a running sink tries again at once. */
@Command(
        name = "resume",
        description = {
            "Let a running sink that waits or is held try again at once.",
            "It tries by itself as well: after a failure within 30 seconds, held within five minutes."
        })
public final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The sink.")
    private String name = "";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--health",
            paramLabel = "URL",
            description = {
                "Its health page, such as http://127.0.0.1:4100/health, as callstream sink and up print it;",
                "by default what callstream.console.sink_health has under its name."
            })
    private @Nullable URI health;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> trouble = new ResumeRequest().send(page());
        trouble.ifPresentOrElse(
                text -> spec.commandLine().getErr().println("sink " + name + " was not resumed: " + text),
                () -> spec.commandLine().getOut().println("sink " + name + " tries again"));
        return trouble.isPresent() ? ExitCode.FAILED : ExitCode.OK;
    }

    private URI page() {
        return Optional.ofNullable(health)
                .or(() -> Optional.ofNullable(
                        ConsoleSettings.of(config.orDefaults().open(new Problems()))
                                .sinkPages()
                                .get(name)))
                .orElseThrow(() -> new UserError("where sink " + name
                        + " answers is not known (give --health URL, or set callstream.console.sink_health." + name
                        + ")"));
    }
}
