package io.callstream.cli.up;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.provider.Providers;
import io.callstream.cli.run.Progress;
import io.callstream.cli.run.Running;
import io.callstream.settings.Environment;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.time.Duration;

/** Starts a simulated provider and makes the built-in configuration that sends every model to it. */
public final class SimulatedModels {
    private SimulatedModels() {}

    public static Configuration start(Running running, Progress progress) {
        long begun = System.nanoTime();
        SimulatedProvider provider = running.add(Providers.start(ProviderOptions.forTests()));
        progress.started("Provider", provider.apiBase() + " (simulated)", Duration.ofNanos(System.nanoTime() - begun));
        return Configuration.builtIn(Wiring.DEMO, Wiring.environment(Environment.system(), provider.apiBase()));
    }
}
