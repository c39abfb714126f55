package io.callstream.cli.gateway;

import io.callstream.cli.config.Configuration;
import io.callstream.cli.problem.UserError;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.Problems;
import io.callstream.spool.SpoolException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts gateways for commands. */
public final class Gateways {
    private Gateways() {}

    /**
     * Starts a gateway and returns when it answers.
     *
     * @param port overrides the configuration's port; 0 picks a free one
     * @throws io.callstream.settings.SettingsException naming every wrong setting
     * @throws UserError if the port is busy or the folder cannot be used
     */
    public static Gateway start(Configuration configuration, Path dataDirectory, @Nullable Integer port) {
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(configuration.open(problems), configuration.environment());
        problems.throwIfAny();
        GatewayOptions options = GatewayOptions.of(config, dataDirectory);
        try {
            return Gateway.start(port == null ? options : options.withPort(port));
        } catch (IllegalStateException | SpoolException e) {
            throw new UserError("the gateway cannot start: " + e.getMessage(), e);
        }
    }
}
