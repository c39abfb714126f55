package io.callstream.cli.gateway;

import io.callstream.cli.config.ConfigWatch;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.config.WatchedFile;
import io.callstream.cli.problem.UserError;
import io.callstream.cli.run.HangUpSignal;
import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.settings.Problems;
import io.callstream.settings.SettingsException;
import io.callstream.spool.SpoolException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts gateways for commands. */
public final class Gateways {
    private Gateways() {}

    /**
     * Starts a gateway, warm, and returns when it is ready.
     *
     * @param port overrides the configuration's port; 0 picks a free one
     * @param hooks where request hooks are found that the configuration may name
     * @throws io.callstream.settings.SettingsException naming every wrong setting
     * @throws UserError if the port is busy or the folder cannot be used
     */
    public static Gateway start(
            Configuration configuration, Path dataDirectory, @Nullable Integer port, HookSource hooks) {
        GatewayOptions options = GatewayOptions.of(read(configuration), dataDirectory)
                .withHooks(hooks)
                .warmed();
        try {
            return Gateway.start(port == null ? options : options.withPort(port));
        } catch (IllegalStateException | SpoolException e) {
            throw new UserError("the gateway cannot start: " + e.getMessage(), e);
        }
    }

    /**
     * Gives the gateway its file anew when the file or the request hooks' jars change, and at every SIGHUP.
     *
     * @param file as it was before the gateway's configuration was read
     * @param every how often to look; zero for at signals only
     * @param reading reads the file anew and checks what else it has to pass; throws {@link SettingsException}
     */
    public static ConfigWatch watch(
            Gateway gateway, WatchedFile file, Duration every, Supplier<Configuration> reading) {
        ConfigWatch watch = ConfigWatch.start(file, every, () -> gateway.reload(() -> changed(reading)));
        HangUpSignal.listen(watch::takeOver);
        return watch;
    }

    private static GatewayConfig changed(Supplier<Configuration> reading) {
        try {
            return read(reading.get());
        } catch (UserError e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    private static GatewayConfig read(Configuration configuration) {
        Problems problems = new Problems();
        GatewayConfig config = GatewayConfig.read(configuration.open(problems), configuration.environment());
        problems.throwIfAny();
        return config;
    }
}
