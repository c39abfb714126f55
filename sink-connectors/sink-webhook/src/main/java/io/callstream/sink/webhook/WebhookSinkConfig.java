package io.callstream.sink.webhook;

import io.callstream.settings.Secret;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.util.Optional;

/**
 * Where requests go and what they look like.
 *
 * @param target address and headers
 * @param secret signs each request, if there is one
 * @param mode how many events a request carries
 * @param http timeout and compression
 */
public record WebhookSinkConfig(Target target, Optional<Secret> secret, Mode mode, HttpOptions http) {
    /** How many events a request carries. */
    public enum Mode {
        /** As many as there are: {@code {"events":[...]}}. */
        BATCH,
        /** One: the event itself is the body. */
        SINGLE
    }
}
