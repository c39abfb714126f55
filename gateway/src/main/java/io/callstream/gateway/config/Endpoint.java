package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Optional;

/** Where a deployment answers. */
public record Endpoint(
        @Setting(
                key = "model_list[].litellm_params.api_base",
                says = "Base URL of the provider's API, such as https://api.openai.com/v1; known for many providers.")
        URI apiBase,

        @Setting(
                key = "model_list[].litellm_params.api_key",
                says = "Key for the provider; by default from the provider's own variable, such as OPENAI_API_KEY.")
        Optional<Secret> apiKey,

        @Setting(
                key = "model_list[].litellm_params.stream_usage",
                says = "Whether usage is asked for on streams; off for servers that refuse stream_options.")
        boolean streamUsage) {}
