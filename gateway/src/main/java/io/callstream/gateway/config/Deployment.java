package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the provider calls the model.
     *
     * @param wildcards what stood in the place of each {@code *} of the model group, which the client asked for as
     *     {@code asked}
     * @return null when the model is another provider's
     */
    public @Nullable String model(List<String> wildcards, String asked) {
        return endpoint.names().own(new NamePattern(model).fill(wildcards, asked), provider);
    }

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
