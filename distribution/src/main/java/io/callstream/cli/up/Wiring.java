package io.callstream.cli.up;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.stack.EmbeddedStack;
import io.callstream.settings.Environment;
import java.util.Map;
import java.util.Optional;

/** Lays what the process itself decides over and under the user's configuration. */
public final class Wiring {
    /** The configuration that comes with the product. */
    public static final String DEMO = "demo.yaml";

    private static final String PROVIDER = "CALLSTREAM_PROVIDER";
    private static final String MASTER_KEY = "CALLSTREAM_MASTER_KEY";
    /** Opens a gateway that only this machine can reach and whose models are simulated. */
    private static final String DEMO_KEY = "sk-demo";

    private Wiring() {}

    /**
     * The variables that the demo's configuration refers to, before those of the process.
     *
     * @param provider where the simulated provider answers
     */
    public static Environment environment(Environment process, String provider) {
        Map<String, String> ours = Map.of(PROVIDER, provider);
        Map<String, String> defaults = Map.of(MASTER_KEY, DEMO_KEY);
        return name -> Optional.ofNullable(ours.get(name))
                .or(() -> process.get(name))
                .or(() -> Optional.ofNullable(defaults.get(name)));
    }

    /**
     * The stack of this process takes the place of whatever Kafka and registry the configuration names. Sinks that need a
     * database or a folder get ours unless the configuration gives them one.
     */
    public static Configuration onStack(Configuration configuration, EmbeddedStack stack, String fileDirectory) {
        return wired(configuration, stack.kafka(), stack.registry(), stack.postgres(), fileDirectory);
    }

    /** The same before the stack runs, to be checked: only that there are addresses is known. */
    static Configuration onAnyStack(Configuration configuration, String fileDirectory) {
        return wired(
                configuration, "localhost:1", "http://localhost:1", "jdbc:postgresql://localhost:1/any", fileDirectory);
    }

    private static Configuration wired(
            Configuration configuration, String kafka, String registry, String postgres, String fileDirectory) {
        return configuration
                .with("callstream.kafka.bootstrap_servers", kafka)
                .with("callstream.schema_registry.url", registry)
                .withDefault("callstream.sinks.postgres.url", postgres)
                .withDefault("callstream.sinks.file.directory", fileDirectory);
    }
}
