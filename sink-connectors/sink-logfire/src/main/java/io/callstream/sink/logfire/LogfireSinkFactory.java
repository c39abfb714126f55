package io.callstream.sink.logfire;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Target;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.otlp.config.OtlpSettings;
import io.callstream.sink.otlp.config.OtlpVariables;
import io.callstream.sink.otlp.genai.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the {@code logfire} sink. */
public final class LogfireSinkFactory implements SinkFactory<OtlpConfig> {
    static final Key<Secret> TOKEN =
            Key.secret("token").orVariables("LOGFIRE_TOKEN").required().says("A write token.");
    static final Key<Optional<URI>> BASE_URL = Key.url("base_url")
            .orVariables("LOGFIRE_BASE_URL")
            .optional()
            .says("Logfire, hosted or your own; by default that of the token's region, else"
                    + " `https://logfire-us.pydantic.dev`.");

    private static final OtlpVariables VARIABLES = OtlpVariables.of(
            List.of(),
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
            "LOGFIRE_SERVICE_NAME",
            "LOGFIRE_ENVIRONMENT");

    private static final URI US = URI.create("https://logfire-us.pydantic.dev");
    private static final URI EU = URI.create("https://logfire-eu.pydantic.dev");
    /** Logfire refuses what began more than 24 hours ago; a call is told of when it ends, and a batch takes its time. */
    private static final Duration OLDEST = Duration.ofHours(23);

    /** Pydantic AI's name for the cost, which Logfire sums up. */
    private static final Dialect DIALECT =
            new Dialect(Dialect.CURRENT.names().also("callstream.cost_usd", "operation.cost"), Dialect.CURRENT.forms());

    @Override
    public String name() {
        return "logfire";
    }

    @Override
    public List<Key<?>> keys() {
        return OtlpSettings.keys(VARIABLES, TOKEN, BASE_URL);
    }

    @Override
    public OtlpConfig configure(SinkSettings settings) {
        OtlpSettings otlp = new OtlpSettings(settings, VARIABLES);
        Secret token = settings.get(TOKEN);
        URI base = settings.get(BASE_URL).orElseGet(() -> region(token));
        Map<String, String> headers = new LinkedHashMap<>(otlp.headers());
        headers.put("Authorization", token.reveal()); // Without the word Bearer.
        return new OtlpConfig(
                new Target(OtlpSettings.traces(base), headers),
                otlp.resource(),
                otlp.spans(DIALECT),
                otlp.some(),
                otlp.http());
    }

    /** Newer tokens name their region, as in {@code pylf_v1_eu_...}; Logfire's own client goes by that, too. */
    private static URI region(Secret token) {
        return token.reveal().matches("pylf_v[0-9]+_eu_.*") ? EU : US;
    }

    @Override
    public BatchPolicy batching(OtlpConfig config) {
        return BatchPolicy.of(512, 3L << 20, Duration.ofSeconds(1)).withMaxAge(OLDEST);
    }

    @Override
    public Sink create(OtlpConfig config, SinkContext context) {
        return config.open(context);
    }
}
