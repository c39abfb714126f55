package io.callstream.sink.supabase;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What to send to and what to keep.
 *
 * @param project address of the project, and headers with its key and schema
 * @param content whether bodies are stored; their columns stay null otherwise
 * @param chunks whether chunk events are stored, if the sink hears of them
 * @param http timeout
 */
public record SupabaseSinkConfig(Target project, boolean content, boolean chunks, HttpOptions http) {
    static final Key<URI> URL = Key.url("url")
            .orVariables("SUPABASE_URL")
            .required()
            .says("`https://<project>.supabase.co`, or a Supabase of your own.");
    static final Key<Secret> KEY = Key.secret("key")
            .orVariables("SUPABASE_KEY", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_KEY")
            .required()
            .says("The service role or secret key; never the public one.");
    static final Key<String> SCHEMA = Key.text("schema").byDefault("public").says("An exposed schema.");
    static final Key<Boolean> CONTENT =
            Key.flag("content").byDefault("true").says("`false` leaves the body columns null.");
    static final Key<Boolean> CHUNKS = Key.flag("chunks").byDefault("true").says("`false` ignores chunk events.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    static SupabaseSinkConfig read(SinkSettings settings) {
        String key = settings.get(KEY).reveal();
        Map<String, String> headers =
                Map.of("apikey", key, "Authorization", "Bearer " + key, "Content-Profile", settings.get(SCHEMA));
        return new SupabaseSinkConfig(
                new Target(settings.get(URL), headers),
                settings.get(CONTENT),
                settings.get(CHUNKS),
                // The API does not read compressed requests.
                HttpOptions.of(settings.get(TIMEOUT), false));
    }
}
