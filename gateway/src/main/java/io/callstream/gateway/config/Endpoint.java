package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where and how a deployment is asked. */
public record Endpoint(
        URI apiBase,
        Optional<Secret> apiKey,
        boolean streamUsage,
        CallParameters parameters,
        TakenNames names,
        ProviderOptions options,
        ForwardedHeaders forwarded) {
    static final Key<Optional<URI>> API_BASE = Key.address("api_base")
            .optional()
            .says(
                    "Base URL of the provider's API, such as https://api.openai.com/v1, also as `base_url`; known for many"
                            + " providers.");
    static final Key<Optional<Secret>> API_KEY = Key.secret("api_key")
            .optional()
            .says("Key for the provider; by default from the provider's own variable, such as OPENAI_API_KEY, when the"
                    + " address is the provider's own or came from a variable, too.");
    static final Key<List<String>> API_KEYS = Key.texts("api_keys")
            .byDefault(List.of(), "")
            .says(
                    "Several keys for the provider, in place of api_key: each makes a deployment of its own of the entry, so that"
                            + " calls are shared among them and a key that is refused or used up rests.");
    static final Key<Optional<Boolean>> STREAM_USAGE = Key.flag("stream_usage")
            .optional()
            .says("Whether usage is asked for on streams; by default where the provider takes stream_options.");

    public Endpoint(URI apiBase, Optional<Secret> apiKey, boolean streamUsage) {
        this(
                apiBase,
                apiKey,
                streamUsage,
                CallParameters.NONE,
                TakenNames.ALL,
                ProviderOptions.NONE,
                ForwardedHeaders.NONE);
    }

    /** The same, with another key. */
    Endpoint with(Secret key) {
        return new Endpoint(apiBase, Optional.of(key), streamUsage, parameters, names, options, forwarded);
    }

    Endpoint with(CallParameters others) {
        return new Endpoint(apiBase, apiKey, streamUsage, others, names, options, forwarded);
    }

    Endpoint with(ForwardedHeaders others) {
        return new Endpoint(apiBase, apiKey, streamUsage, parameters, names, options, others);
    }
}
