package io.callstream.conformance.judged;

import io.callstream.gateway.Gateway;
import io.callstream.gateway.GatewayOptions;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.testing.provider.ProviderOptions;
import io.callstream.testing.provider.SimulatedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A gateway as its users configure it, with the simulated provider behind it and no Kafka in reach. */
public final class GatewayTarget {
    /** A model whose provider does not listen. */
    public static final String UNREACHABLE_MODEL = "sim-unreachable";

    /** The largest request body the gateway is told to take. */
    public static final int MAX_BODY_BYTES = 4 << 20;

    static final String KEY = "sk-gateway";
    static final String PROVIDER_KEY = "sk-simulated";
    private static final String DEAD_PORT = "http://127.0.0.1:1/v1";
    private static final List<String> MODELS = List.of(
            "gpt-4o-mini",
            "sim-text",
            "sim-crlf",
            "sim-split-1",
            "sim-no-usage",
            "sim-huge-2048kb",
            "sim-tools",
            "sim-error-midstream-4",
            "sim-cut-midstream-4",
            "sim-cut-midstream",
            "sim-cut",
            "sim-paced-20ms-5000",
            "sim-429-7s",
            "sim-flaky-2",
            "sim-400",
            "sim-403",
            "sim-422",
            "sim-500",
            "sim-502",
            "sim-503",
            "sim-504",
            "sim-529",
            "sim-hang");

    /** Of a provider that speaks Anthropic's API, without the beginning of their names. */
    private static final List<String> CLAUDES = List.of(
            "text", "tools", "error-midstream-4", "cut-midstream-4", "429-7s", "400", "403", "500", "503", "529");

    private GatewayTarget() {}

    static Target start() {
        SimulatedProvider provider =
                SimulatedProvider.start(ProviderOptions.forTests().withApiKey(PROVIDER_KEY));
        Path dataDir = temporaryFolder();
        Gateway gateway = Gateway.start(GatewayOptions.of(read(config(provider.apiBase())), dataDir));
        return new Target("gateway", gateway.url() + "/v1", KEY, provider, () -> {
            gateway.close();
            provider.close();
            remove(dataDir);
        });
    }

    private static GatewayConfig read(String yaml) {
        Problems problems = new Problems();
        Environment nothing = name -> Optional.empty();
        GatewayConfig config =
                GatewayConfig.read(new ConfigFile(nothing).parse(yaml, "conformance", problems), nothing);
        problems.throwIfAny();
        return config;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("callstream-conformance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration file. */
    static String config(String apiBase) {
        StringBuilder models = new StringBuilder();
        MODELS.forEach(model -> models.append(model(model, apiBase)));
        CLAUDES.forEach(name -> models.append(claude(name, apiBase)));
        models.append(model("sim-native", "sim-text", ", responses_api: clients", apiBase));
        models.append(model("sim-responses-only", "responses/sim-text", "", apiBase));
        return """
            model_list:
            %s%s
            router_settings: {timeout: 15, num_retries: 0}
            general_settings: {master_key: %s}
            callstream:
              server: {host: 127.0.0.1, port: 0, max_body_bytes: %d}
              kafka: {bootstrap_servers: "127.0.0.1:1"}
              schema_registry: {url: "http://127.0.0.1:1"}
            """.formatted(models, model(UNREACHABLE_MODEL, DEAD_PORT), KEY, MAX_BODY_BYTES);
    }

    private static String model(String name, String apiBase) {
        String timeout = name.equals("sim-hang") ? ", timeout: 1" : "";
        return model(name, name, timeout, apiBase);
    }

    private static String claude(String name, String apiBase) {
        return "  - {model_name: claude-%s, litellm_params: {model: anthropic/sim-%s, api_base: \"%s\", api_key: %s}}%n"
                .formatted(name, name, apiBase, PROVIDER_KEY);
    }

    private static String model(String name, String model, String more, String apiBase) {
        return "  - {model_name: %s, litellm_params: {model: openai/%s, api_base: \"%s\", api_key: %s%s}}%n"
                .formatted(name, model, apiBase, PROVIDER_KEY, more);
    }
}
