package io.callstream.sink.posthog;

import io.callstream.settings.Secret;
import io.callstream.sink.http.Target;
import java.time.Duration;

/**
 * Where events go.
 *
 * @param target the batch endpoint
 * @param key the project's, which goes in the body
 * @param timeout from the start of a request to the end of its answer
 */
public record PostHogSinkConfig(Target target, Secret key, Duration timeout) {}
