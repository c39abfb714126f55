package io.callstream.sink.lunary;

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
 * Where runs go.
 *
 * @param target the ingestion endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 */
public record LunarySinkConfig(Target target, Duration timeout) {
    static final Key<Secret> PUBLIC_KEY = Key.secret("public_key")
            .orVariables("LUNARY_PUBLIC_KEY", "LUNARY_PRIVATE_KEY", "LUNARY_APP_ID")
            .required()
            .says("Sent as bearer token.");
    static final Key<URI> API_URL = Key.url("api_url")
            .orVariables("LUNARY_API_URL")
            .byDefault("https://api.lunary.ai")
            .says("Address of your Lunary; `/v1/runs/ingest` is put behind it.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("20s");

    static LunarySinkConfig read(SinkSettings settings) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + settings.get(PUBLIC_KEY).reveal());
        URI runs = Addresses.below(settings.get(API_URL), "/v1/runs/ingest");
        return new LunarySinkConfig(new Target(runs, headers), settings.get(TIMEOUT));
    }
}
