package io.callstream.sink.slack;

import io.callstream.events.FailureEvent;
import org.jspecify.annotations.Nullable;

/**
 * What makes two failures the same news.
 *
 * @param modelGroup what the client asked for; left out for calls that never reached a provider, where clients could make a
 *     message each by making up names
 */
record Fingerprint(
        String errorCode,
        @Nullable String modelGroup,
        @Nullable String provider,
        String origin) {
    static Fingerprint of(FailureEvent failure) {
        String provider = failure.getProvider();
        return new Fingerprint(
                failure.getErrorCode(),
                provider == null ? null : failure.getModelGroup(),
                provider,
                failure.getOrigin());
    }
}
