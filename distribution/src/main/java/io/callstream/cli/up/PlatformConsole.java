package io.callstream.cli.up;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.console.ConsoleStart;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.console.run.Console;
import io.callstream.settings.Problems;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The console of {@code up}: on this machine only, and it knows where everything else answers. */
record PlatformConsole(PlatformOptions options, Running running, Progress progress) {
    private static final String HOST = "127.0.0.1";

    /**
     * Starts it, unless the configuration turns it off.
     *
     * @param sinks the health page of each sink
     */
    Optional<Console> start(Configuration wired, URI gateway, Map<String, String> sinks) {
        if (!wired.open(new Problems()).section("callstream").section("console").flag("enabled", true)) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        Configuration known = wired.withDefault("callstream.console.gateway", gateway.toString());
        for (Map.Entry<String, String> sink : sinks.entrySet()) {
            known = known.withDefault("callstream.console.sink_health." + sink.getKey(), sink.getValue());
        }
        Console console = running.add(ConsoleStart.start(
                known, options.data(), options.plugins(), new InetSocketAddress(HOST, options.consolePort())));
        progress.started("Console", url(console), Duration.ofNanos(System.nanoTime() - begun));
        return Optional.of(console);
    }

    static String url(Console console) {
        return "http://" + HOST + ":" + console.port();
    }
}
