package io.callstream.cli.sink;

import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.ConfigWatch;
import io.callstream.cli.config.WatchedFile;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.Running;
import io.callstream.cli.run.ServerOptions;
import io.callstream.reader.time.TimeText;
import io.callstream.replay.backfill.Backfill;
import io.callstream.settings.Problems;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkRunner;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callstream sink NAME}: one sink in a process of its own. */
@Command(name = "sink", description = "Run one sink: deliver events to its destination.")
public final class SinkCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The sink, such as postgres, langfuse, slack, file or webhook.")
    private String name = "";

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private PluginsOption plugins = new PluginsOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of /health and /metrics; 0, the default, picks a free one.")
    private int port;

    @Option(
            names = "--backfill-from",
            paramLabel = "T",
            description = {
                "Let a sink that has never run begin at this time: 2026-11-20T12:00:00Z (UTC without a zone), or 2h, 7d back.",
                "It goes through what came since then, and on to what comes."
            })
    private @Nullable String backfillFrom;

    @Option(
            names = "--accept-gaps",
            description = "With --backfill-from: begin although retention may have taken some of what was asked for.")
    private boolean acceptGaps;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("sink", server, spec.commandLine().getOut()).run(() -> {
            Optional<WatchedFile> watched = config.file().map(WatchedFile::of);
            InetSocketAddress health = new InetSocketAddress(server.host(), port);
            Sinks sinks = new Sinks(config.orDefaults(), data.path(), plugins, new SecureRandom());
            if (backfillFrom != null) {
                backfill(sinks, backfillFrom);
            }
            SinkRunner runner = sinks.start(name, Optional.of(health));
            Running parts = new Running();
            parts.add(runner);
            watched.ifPresent(file -> parts.add(ConfigWatch.start(file, LOOK_EVERY, () -> reload(runner))));
            String url = "http://" + server.host() + ":" + runner.healthPort().orElse(port);
            return OneServer.Started.here(parts, url + "/health");
        });
    }

    private void reload(SinkRunner runner) {
        runner.reload(config.orDefaults().open(new Problems()));
    }

    private void backfill(Sinks sinks, String from) {
        Instant time = TimeText.parse("--backfill-from", from, Clock.systemUTC());
        SinkDescription sink = SinkDescription.read(sinks.options(name));
        long records = new Backfill(name, sink).place(time, acceptGaps);
        spec.commandLine().getOut().printf("sink %s begins at %s, with %,d records behind it%n", name, time, records);
    }
}
