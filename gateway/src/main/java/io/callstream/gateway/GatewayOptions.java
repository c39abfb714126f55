package io.callstream.gateway;

import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.stage.hook.HookSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * How a gateway runs.
 *
 * @param dataDir folder for the spool and for bodies kept as files; made when missing
 * @param port overrides the configuration's; 0 picks a free one, -1 takes the configuration's
 * @param clock times calls are recorded with
 * @param seeds seeds the event loops' own random numbers: call ids and the choice of deployments
 * @param hooks where request hooks are found that the configuration may name
 * @param warmUp whether the start warms the process up, where the configuration does not forbid it
 */
public record GatewayOptions(
        GatewayConfig config,
        Path dataDir,
        int port,
        Clock clock,
        RandomGenerator seeds,
        HookSource hooks,
        boolean warmUp) {
    /** Takes the port from the configuration. */
    public static final int CONFIGURED_PORT = -1;

    private static final int LARGEST_PORT = 65_535;

    public GatewayOptions {
        if (port < CONFIGURED_PORT || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port " + port + " (expected 0 to 65535, or -1 for the configured one)");
        }
    }

    /** On the configured port, with the system's clock, cold. */
    public static GatewayOptions of(GatewayConfig config, Path dataDir) {
        return new GatewayOptions(
                config, dataDir, CONFIGURED_PORT, Clock.systemUTC(), new SecureRandom(), HookSource.NONE, false);
    }

    public GatewayOptions withPort(int chosen) {
        return new GatewayOptions(config, dataDir, chosen, clock, seeds, hooks, warmUp);
    }

    /** @param found where request hooks are, now and when the configuration is read again */
    public GatewayOptions withHooks(HookSource found) {
        return new GatewayOptions(config, dataDir, port, clock, seeds, found, warmUp);
    }

    /** For a process that has just begun to serve calls that matter. */
    public GatewayOptions warmed() {
        return new GatewayOptions(config, dataDir, port, clock, seeds, hooks, true);
    }
}
