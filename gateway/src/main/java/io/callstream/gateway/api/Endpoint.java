package io.callstream.gateway.api;

import io.callstream.gateway.provider.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a path calls.
 *
 * @param model the model that the path names; null when it names none and the body does
 * @param place what else the request's line says
 */
public record Endpoint(
        ClientApi api, Operation operation, @Nullable String model, Place place) {
    public Endpoint(ClientApi api, Operation operation, @Nullable String model) {
        this(api, operation, model, Place.CALL);
    }
}
