package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** One provider, model and account behind a model group. */
public record Deployment(
        @Setting(
                key = "model_list[].model_info.id",
                says = "Name of the deployment in events and headers; by default a hash of what it consists of.")
        String id,

        @Setting(
                key = "model_list[].model_name",
                says = "Public name that clients ask for; several deployments may share one.")
        String modelGroup,

        @Setting(
                key = "model_list[].litellm_params.custom_llm_provider",
                says = "Provider, where the model's prefix does not say it.")
        String provider,

        @Setting(
                key = "model_list[].litellm_params.model",
                says = "Provider and the name the provider knows the model by, such as openai/gpt-4o.")
        String model,

        Endpoint endpoint,
        CallTimeouts timeouts,

        @Setting(
                key = "model_list[].litellm_params.weight",
                says = "Share of the group's calls, relative to the other deployments.")
        int weight,

        Optional<CustomPrice> price) {

    public URI apiBase() {
        return endpoint.apiBase();
    }

    public Optional<Secret> apiKey() {
        return endpoint.apiKey();
    }

    /** Time for a whole plain call. */
    public Duration timeout() {
        return timeouts.call();
    }
}
