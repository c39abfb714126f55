package io.callstream.sink.athina;

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
 * Where logs go.
 *
 * @param target the log endpoint, with the key
 * @param timeout from the start of a request to the end of its answer
 */
public record AthinaSinkConfig(Target target, Duration timeout) {
    static final Key<Secret> API_KEY =
            Key.secret("api_key").orVariables("ATHINA_API_KEY").required().says("Sent as `athina-api-key`.");
    static final Key<URI> BASE_URL = Key.url("base_url")
            .orVariables("ATHINA_BASE_URL")
            .byDefault("https://log.athina.ai")
            .says("`/api/v1/log/inference` is put behind it.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static AthinaSinkConfig read(SinkSettings settings) {
        Map<String, String> headers =
                Map.of("athina-api-key", settings.get(API_KEY).reveal());
        URI logs = Addresses.below(settings.get(BASE_URL), "/api/v1/log/inference");
        return new AthinaSinkConfig(new Target(logs, headers), settings.get(TIMEOUT));
    }
}
