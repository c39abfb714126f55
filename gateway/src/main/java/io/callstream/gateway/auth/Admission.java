package io.callstream.gateway.auth;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.identity.Grant;
import org.jspecify.annotations.Nullable;

/** Whether a client may call. */
public sealed interface Admission {
    /**
     * @param key the key that was presented; null when the gateway asks for none
     * @param grant what it may do
     */
    record Admitted(@Nullable ApiKey key, Grant grant) implements Admission {}

    /** @param error says nothing about the key itself */
    record Refused(CallError error) implements Admission {}
}
