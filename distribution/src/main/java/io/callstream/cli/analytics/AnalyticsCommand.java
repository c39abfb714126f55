package io.callstream.cli.analytics;

import io.callstream.analytics.run.Analytics;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code callstream analytics}: whole calls, spending, figures and alerts out of the events. */
@Command(
        name = "analytics",
        description = {
            "Run analytics: one row per call, the spending ledger, figures of each minute, and alerts.",
            "Several of them share the work, each with a data folder of its own."
        })
public final class AnalyticsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private DataDirOption data = new DataDirOption();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of /health, /metrics and the read API; 0, the default, picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("analytics", server, spec.commandLine().getOut()).run(() -> {
            Analytics analytics =
                    AnalyticsStart.start(config.orDefaults(), data, new InetSocketAddress(server.host(), port));
            return OneServer.Started.here(analytics, "http://" + server.host() + ":" + analytics.port() + "/health");
        });
    }
}
