package io.callstream.sink.posthog;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Addresses;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where events go.
 *
 * @param target the batch endpoint
 * @param key the project's, which goes in the body
 * @param timeout from the start of a request to the end of its answer
 */
public record PostHogSinkConfig(Target target, Secret key, Duration timeout) {
    static final Key<Secret> API_KEY =
            Key.secret("api_key").orVariables("POSTHOG_API_KEY").required().says("The project's key, `phc_…`.");
    static final Key<URI> API_URL = Key.url("api_url")
            .orVariables("POSTHOG_API_URL", "POSTHOG_HOST")
            .byDefault("https://us.i.posthog.com")
            .says("`https://eu.i.posthog.com`, or your own PostHog; `/batch/` is put behind it.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static PostHogSinkConfig read(SinkSettings settings) {
        Target target = new Target(Addresses.below(settings.get(API_URL), "/batch/"), Map.of());
        return new PostHogSinkConfig(target, settings.get(API_KEY), settings.get(TIMEOUT));
    }
}
