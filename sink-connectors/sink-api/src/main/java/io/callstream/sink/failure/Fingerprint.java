package io.callstream.sink.failure;

import io.callstream.events.FailureEvent;
import org.jspecify.annotations.Nullable;

/**
 * What makes two failures the same news.
 *
 * @param errorCode the gateway's code
 * @param modelGroup what the client asked for; left out for calls that never reached a provider, where clients could make a
 *     piece of news each by making up names
 * @param provider who answered, if the call got that far
 * @param origin who caused it
 */
public record Fingerprint(
        String errorCode,
        @Nullable String modelGroup,
        @Nullable String provider,
        String origin) {
    public static Fingerprint of(FailureEvent failure) {
        String provider = failure.getProvider();
        return new Fingerprint(
                failure.getErrorCode(),
                provider == null ? null : failure.getModelGroup(),
                provider,
                failure.getOrigin());
    }
}
