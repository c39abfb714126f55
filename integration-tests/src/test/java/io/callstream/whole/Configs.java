package io.callstream.whole;

import io.callstream.testing.provider.SimulatedProvider;
import io.callstream.whole.backend.Backends;

/** Configuration files as users write them. */
final class Configs {
    static final String KEY = "sk-whole-path";
    /** Of a prompt and a completion token, in nano-USD, as in {@link #model}. */
    static final long INPUT_PRICE = 1000;

    static final long OUTPUT_PRICE = 2000;

    private static final int HANG_SECONDS = 1;
    private static final int PATIENCE_SECONDS = 60;

    private Configs() {}

    /** @param models every one a behaviour of the provider, under its own name */
    static String gateway(SimulatedProvider provider, Backends backends, String... models) {
        StringBuilder yaml = new StringBuilder("model_list:\n");
        for (String model : models) {
            yaml.append(model(provider.apiBase(), model));
        }
        return yaml.append("general_settings: {master_key: ").append(KEY).append("}\n")
                + callstream(backends)
                + "  server: {event_loops: 2, host: 127.0.0.1}\n";
    }

    /** Where Kafka and the registry are: the last section, so that more of it may follow. */
    static String callstream(Backends backends) {
        return """
                callstream:
                  kafka: {bootstrap_servers: "%s"}
                  schema_registry: {url: "%s"}
                """.formatted(backends.bootstrapServers(), backends.registry());
    }

    private static String model(String apiBase, String model) {
        return """
                  - model_name: %1$s
                    litellm_params:
                      model: openai/%1$s
                      api_base: %2$s
                      api_key: sk-provider
                      input_cost_per_token: 0.000001
                      output_cost_per_token: 0.000002
                      timeout: %3$d
                      num_retries: 0
                """.formatted(model, apiBase, model.startsWith("sim-hang") ? HANG_SECONDS : PATIENCE_SECONDS);
    }
}
