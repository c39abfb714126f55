package io.callstream.cli.up;

import io.callstream.cli.alerts.AlertReceivers;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.cli.sink.Sinks;
import io.callstream.settings.CallbackLists;
import io.callstream.sink.runtime.SinkRunner;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sinks of {@code up}: those that callback lists name, and for alerts only those that rules name beside them.
 *
 * @param running takes over what was started, also when another part fails
 */
record PlatformSinks(Sinks sinks, InetSocketAddress health, Running running, Progress progress) {
    /** Starts them. A name that no sink here answers to is told and left out, so that a file made for LiteLLM starts. */
    Map<String, SinkRunner> start(CallbackLists callbacks, AlertReceivers alerts) {
        Map<String, SinkRunner> started = new LinkedHashMap<>();
        for (String name : callbacks.sinks()) {
            if (sinks.names().contains(name)) {
                started.put(name, started(name, () -> sinks.start(name, Optional.of(health))));
            } else {
                progress.say("  note: the configuration names callback '" + name
                        + "', and there is no such sink (there are: " + String.join(", ", sinks.names()) + ")");
            }
        }
        alerts.forAlertsOnly(sinks)
                .forEach(name -> started.put(name, started(name, () -> sinks.startForAlerts(name, health))));
        alerts.notes(sinks).forEach(note -> progress.say("  note: " + note));
        return started;
    }

    private SinkRunner started(String name, Supplier<SinkRunner> start) {
        long begun = System.nanoTime();
        SinkRunner runner = running.add(start.get());
        progress.started("sink-" + name, url(runner), Duration.ofNanos(System.nanoTime() - begun));
        return runner;
    }

    /** Where a sink answers how it is doing. */
    String url(SinkRunner runner) {
        return "http://" + health.getHostString() + ":" + runner.healthPort().orElse(0) + "/health";
    }
}
