package io.callstream.gateway.config;

import io.callstream.settings.Secret;
import java.net.URI;
import java.util.Optional;

/** Where and how a deployment is asked. */
public record Endpoint(
        @Setting(
                key = "model_list[].litellm_params.api_base",
                says =
                        "Base URL of the provider's API, such as https://api.openai.com/v1, also as `base_url`; known for many"
                                + " providers.")
        URI apiBase,

        @Setting(
                key = "model_list[].litellm_params.api_key",
                says =
                        "Key for the provider; by default from the provider's own variable, such as OPENAI_API_KEY, when the"
                                + " address is the provider's own or came from a variable, too.")
        Optional<Secret> apiKey,

        @Setting(
                key = "model_list[].litellm_params.stream_usage",
                says = "Whether usage is asked for on streams; by default where the provider takes stream_options.")
        boolean streamUsage,

        CallParameters parameters,
        TakenNames names) {

    public Endpoint(URI apiBase, Optional<Secret> apiKey, boolean streamUsage) {
        this(apiBase, apiKey, streamUsage, CallParameters.NONE, TakenNames.ALL);
    }

    Endpoint with(CallParameters others) {
        return new Endpoint(apiBase, apiKey, streamUsage, others, names);
    }
}
