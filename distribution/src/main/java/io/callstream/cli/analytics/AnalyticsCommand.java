package io.callstream.cli.analytics;

import io.callstream.analytics.run.Analytics;
import io.callstream.cli.alerts.AlertReceivers;
import io.callstream.cli.config.ConfigOption;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.run.DataDirOption;
import io.callstream.cli.run.OneServer;
import io.callstream.cli.run.ServerOptions;
import io.callstream.cli.sink.PluginsOption;
import io.callstream.cli.sink.Sinks;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger log = LoggerFactory.getLogger(AnalyticsCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
            description = "Port of /health, /metrics and the read API; 0, the default, picks a free one.")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        return new OneServer("analytics", server, spec.commandLine().getOut()).run(() -> {
            Configuration configuration = config.orDefaults();
            Analytics analytics = AnalyticsStart.start(configuration, data, new InetSocketAddress(server.host(), port));
            Sinks sinks = new Sinks(configuration, data.path(), plugins, RandomGenerator.getDefault());
            AlertReceivers.of(configuration).unknown(sinks).forEach(log::warn);
            return OneServer.Started.here(analytics, "http://" + server.host() + ":" + analytics.port() + "/health");
        });
    }
}
