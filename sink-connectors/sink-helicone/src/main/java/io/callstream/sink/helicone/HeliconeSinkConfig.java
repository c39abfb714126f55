package io.callstream.sink.helicone;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Addresses;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where logs go.
 *
 * @param target the address of the log endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 * @param concurrency logs under way at once, since a request carries one
 */
public record HeliconeSinkConfig(Target target, Duration timeout, int concurrency) {
    static final Key<Secret> API_KEY =
            Key.secret("api_key").orVariables("HELICONE_API_KEY").required().says("Sent as bearer token.");
    static final Key<URI> API_BASE = Key.url("api_base")
            .orVariables("HELICONE_API_BASE")
            .byDefault("https://api.worker.helicone.ai")
            .says("`/custom/v1/log` is put behind it.");
    static final Key<Optional<URI>> URL = Key.url("url")
            .optional()
            .says("The whole address instead, such as that of a self-hosted `…/v1/trace/custom/v1/log`.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    private static final int IN_FLIGHT = 16;

    static HeliconeSinkConfig read(SinkSettings settings) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + settings.get(API_KEY).reveal());
        URI below = Addresses.below(settings.get(API_BASE), "/custom/v1/log");
        return new HeliconeSinkConfig(
                new Target(settings.get(URL).orElse(below), headers), settings.get(TIMEOUT), IN_FLIGHT);
    }
}
