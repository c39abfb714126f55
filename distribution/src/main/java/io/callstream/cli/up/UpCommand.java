package io.callstream.cli.up;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.cli.run.Termination;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code callstream up}: everything on this machine, until Ctrl-C. */
@Command(
        name = "up",
        description = {
            "Run everything on this machine: Kafka, registry, PostgreSQL, gateway, and the sinks that the configuration's"
                    + " callback lists name.",
            "Without --config, the built-in configuration answers every model by a simulated provider."
        })
public final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(spec.commandLine().getOut());
        try (Running running = new Running()) {
            Termination termination = Termination.closing(running);
            options.readyFile().clear();
            progress.say(
                    "Callstream is starting, with its data in " + options.data().path());
            Platform platform = Platform.start(options, configuration(running, progress), running, progress);
            options.readyFile().write(platform.urls(), platform.pids());
            progress.say("ready: " + platform.gateway() + "/v1 (Ctrl-C ends it)");
            termination.await();
        }
        return ExitCode.OK;
    }

    private Supplier<Configuration> configuration(Running running, Progress progress) {
        if (options.config().given()) {
            return options.config()::orDefaults;
        }
        progress.say(
                "  no --config given: a simulated provider answers; the key is CALLSTREAM_MASTER_KEY, else sk-demo");
        Configuration simulated = SimulatedModels.start(running, progress);
        return () -> simulated;
    }
}
