package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import org.jspecify.annotations.Nullable;

/** Whether a client may call. */
public sealed interface Admission {
    /** @param key the key that was presented; null when the gateway asks for none */
    record Admitted(@Nullable ApiKey key) implements Admission {}

    /** @param message for the client; says nothing about the key */
    record Refused(String message) implements Admission {}
}
