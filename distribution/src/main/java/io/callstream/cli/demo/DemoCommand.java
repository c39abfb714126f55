package io.callstream.cli.demo;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.ExitCode;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.cli.run.Termination;
import io.callstream.cli.up.Platform;
import io.callstream.cli.up.PlatformOptions;
import io.callstream.cli.up.SimulatedModels;
import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream demo}: everything on this machine, real calls, and the proof of where they arrived. */
@Command(
        name = "demo",
        description = {
            "Run everything on this machine, make real calls of every sort, and show where they arrived.",
            "A configuration of your own is put over the demo's: its models and sinks are there as well."
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--exit",
            description = "End after the calls, with status 0 only if everything arrived and could be asked for.")
    private boolean exit;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out);
        try (Running running = new Running()) {
            Termination termination = Termination.closing(running);
            options.readyFile().clear();
            progress.say("Callstream demo: starting everything in this process, data in "
                    + options.data().path());
            Configuration demo = SimulatedModels.start(running, progress);
            Platform platform = Platform.start(options, () -> configuration(demo), running, progress);
            String key = key(configuration(demo));
            DemoOutcome outcome = new DemoRun(platform, key, progress).run();
            new DemoReport(out).print(outcome);
            DemoQuestions questions = new DemoQuestions(out, options.data().path());
            boolean asked = questions.ask(platform);
            options.readyFile().write(platform.urls(), platform.pids());
            if (!exit) {
                new DemoReport(out).invite(platform, key, questions.connections());
                running.add(DemoTrickle.start(
                        new DemoClient(platform.gateway(), key, Clock.systemUTC()), RandomGenerator.getDefault()));
                termination.await();
            }
            return outcome.complete() && asked ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private Configuration configuration(Configuration demo) {
        return options.config().given() ? options.config().orDefaults().over(demo) : demo;
    }

    private static String key(Configuration configuration) {
        return configuration
                .open(new Problems())
                .section("general_settings")
                .secret("master_key")
                .map(Secret::reveal)
                .orElse("none");
    }
}
