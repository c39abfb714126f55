package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.RegistrySettings;
import io.callstream.settings.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the gateway is told by its configuration file.
 *
 * @param ignoredKeys keys of LiteLLM's sections that mean nothing here; the start mentions them in one warning
 */
public record GatewayConfig(
        ServerConfig server,
        AuthConfig auth,
        List<Deployment> deployments,
        UpstreamConfig upstream,
        CaptureConfig capture,
        SpoolConfig spool,
        PricesConfig prices,
        KafkaSettings kafka,
        RegistrySettings registry,
        List<String> ignoredKeys) {
    public GatewayConfig {
        deployments = List.copyOf(deployments);
        ignoredKeys = List.copyOf(ignoredKeys);
    }

    /** Reads the file with this process's environment. */
    public static GatewayConfig read(Section root) {
        return read(root, Environment.system());
    }

    /**
     * Reads the whole file. What is wrong is noted in {@link Section#problems()}, with a usable default in its place;
     * the caller asks there before it starts anything.
     */
    public static GatewayConfig read(Section root, Environment environment) {
        return new ConfigReader(root, environment).read();
    }

    /** Reads the sections in order; a key that nobody reads is a problem of ours or ignored of LiteLLM's. */
    private static final class ConfigReader {
        private final Section root;
        private final Environment environment;
        private final Section callstream;
        private final Section litellmSettings;
        private final Section general;
        private final Section router;

        ConfigReader(Section root, Environment environment) {
            this.root = root;
            this.environment = environment;
            this.callstream = root.section("callstream");
            this.litellmSettings = root.section("litellm_settings");
            this.general = root.section("general_settings");
            this.router = root.section("router_settings");
        }

        GatewayConfig read() {
            callstream.accept("sinks");
            CallTimeouts timeouts = CallTimeouts.readDefaults(router, litellmSettings);
            GatewayConfig config = new GatewayConfig(
                    ServerConfig.read(callstream.section("server")),
                    AuthConfig.read(general, callstream.section("auth")),
                    new ModelList(timeouts, environment).read(root),
                    UpstreamConfig.read(callstream.section("upstream")),
                    CaptureConfig.read(callstream, litellmSettings),
                    SpoolConfig.read(callstream.section("spool"), callstream),
                    PricesConfig.read(callstream.section("prices")),
                    KafkaSettings.read(callstream.section("kafka")),
                    RegistrySettings.read(callstream.section("schema_registry")),
                    List.of());
            callstream.rejectUnknownKeys();
            return config.ignoring(ignored());
        }

        /** The callback lists are read by whoever starts the sinks. */
        private List<String> ignored() {
            List.of("input_callback", "success_callback", "failure_callback", "callbacks")
                    .forEach(litellmSettings::accept);
            List<String> ignored = new ArrayList<>(root.unknownKeys());
            ignored.removeIf(key -> key.startsWith("callstream."));
            return ignored;
        }
    }

    private GatewayConfig ignoring(List<String> keys) {
        return new GatewayConfig(server, auth, deployments, upstream, capture, spool, prices, kafka, registry, keys);
    }
}
