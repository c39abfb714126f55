package io.callstream.sink.traceloop;

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

/** Makes the {@code traceloop} sink. */
public final class TraceloopSinkFactory implements SinkFactory<OtlpConfig> {
    static final Key<Optional<Secret>> API_KEY = Key.secret("api_key")
            .orVariables("TRACELOOP_API_KEY")
            .optional()
            .says("The key, sent as a bearer token; required, unless there are headers.");
    static final Key<URI> BASE_URL = Key.url("base_url")
            .orVariables("TRACELOOP_BASE_URL")
            .byDefault("https://api.traceloop.com")
            .says("Traceloop, or a collector before it.");

    private static final OtlpVariables VARIABLES = OtlpVariables.of(
            List.of("TRACELOOP_HEADERS"), "TRACELOOP_TRACE_CONTENT", "OTEL_SERVICE_NAME", "OTEL_ENVIRONMENT_NAME");
    private static final String PROPERTIES = "traceloop.association.properties.";

    /** Both generations of names, and what OpenLLMetry's own clients write of sessions, users and metadata. */
    private static final Dialect DIALECT = new Dialect(
            Dialect.BOTH
                    .names()
                    .also("session.id", PROPERTIES + "session_id")
                    .also("user.id", PROPERTIES + "user_id")
                    .also("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens")
                    .also("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens")
                    .instead("callstream.metadata.*", PROPERTIES + "*"),
            Dialect.BOTH.forms());

    @Override
    public String name() {
        return "traceloop";
    }

    @Override
    public List<Key<?>> keys() {
        return OtlpSettings.keys(VARIABLES, API_KEY, BASE_URL);
    }

    @Override
    public OtlpConfig configure(SinkSettings settings) {
        OtlpSettings otlp = new OtlpSettings(settings, VARIABLES);
        return new OtlpConfig(
                new Target(OtlpSettings.traces(settings.get(BASE_URL)), headers(settings, otlp)),
                otlp.resource(),
                otlp.spans(DIALECT),
                otlp.some(),
                otlp.http());
    }

    /** A collector between here and Traceloop may want other headers and no key. */
    private static Map<String, String> headers(SinkSettings settings, OtlpSettings otlp) {
        Map<String, String> headers = new LinkedHashMap<>(otlp.headers());
        Optional<Secret> key = settings.get(API_KEY);
        key.ifPresent(secret -> headers.put("Authorization", "Bearer " + secret.reveal()));
        if (headers.isEmpty()) {
            settings.problem(API_KEY, "is missing (or set the environment variable TRACELOOP_API_KEY)");
        }
        return headers;
    }

    /** No limits are documented; these are the clients' usual ones. */
    @Override
    public BatchPolicy batching(OtlpConfig config) {
        return BatchPolicy.of(512, 3L << 20, Duration.ofSeconds(1));
    }

    @Override
    public Sink create(OtlpConfig config, SinkContext context) {
        return config.open(context);
    }
}
