package io.callstream.gateway.app;

import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.server.Transport;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of a gateway's configuration, and that it is ready. */
final class ProcessLog {
    private static final Logger log = LoggerFactory.getLogger(ProcessLog.class);

    private ProcessLog() {}

    static void starting(GatewayConfig config) {
        if (config.auth().open()) {
            log.warn(
                    "anybody who reaches {} may call: no general_settings.master_key and no callstream.auth.keys are set",
                    config.server().host());
        }
        OpenFiles.warning(config.server().limits().maxConnections()).ifPresent(log::warn);
        read(config);
    }

    /** What of a reading of the configuration has no effect, or another one than it seems. */
    static void read(GatewayConfig config) {
        config.models().disabled().forEach(model -> log.warn("left out: {}", model));
        config.notes().warnings().forEach(log::warn);
        if (!config.notes().unknown().isEmpty()) {
            log.warn("unknown configuration keys: {}", config.notes().unknown());
        }
        if (!config.notes().ignored().isEmpty()) {
            log.warn(
                    "configuration keys without effect here: {}", config.notes().ignored());
        }
    }

    static void ready(GatewayConfig config, InetSocketAddress address, Transport transport) {
        String version = ProcessLog.class.getPackage().getImplementationVersion();
        log.info(
                "gateway ready: address={} version={} models={} deployments={} transport={}",
                address,
                version == null ? "development" : version,
                config.deployments().stream()
                        .map(Deployment::modelGroup)
                        .distinct()
                        .count(),
                config.deployments().size(),
                transport.name());
    }
}
