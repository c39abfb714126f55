package io.callstream.gateway.provider;

import org.jspecify.annotations.Nullable;

/** Where a request goes that asks for no model of the gateway's. */
public sealed interface ProviderChoice {
    /**
     * To an account at a provider, with a deployment's address and key.
     *
     * @param provider LiteLLM's name of it; null for the usual one
     * @param model the provider's name of a model that the request is for; null when it is for none
     */
    record Account(@Nullable String provider, @Nullable String model) implements ProviderChoice {}

    /**
     * To the provider that keeps a response.
     *
     * @param response its id
     * @param deployment that gave it; null until it is known
     */
    record Keeper(String response, @Nullable String deployment) implements ProviderChoice {}

    /** To an address of the configuration. */
    record Fixed(Target target) implements ProviderChoice {}
}
