package io.callstream.whole;

import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.nio.file.Path;

/** A gateway as a process of its own, which says where it answers and runs until it is killed. */
final class GatewayMain {
    private GatewayMain() {}

    /** @param arguments configuration file, data folder */
    public static void main(String... arguments) {
        Problems problems = new Problems();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(Environment.system()).load(Path.of(arguments[0]), problems));
        problems.throwIfAny();
        Gateway gateway =
                Gateway.start(GatewayOptions.of(config, Path.of(arguments[1])).withPort(0));
        System.out.println(gateway.url());
    }
}
