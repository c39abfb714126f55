package io.callstream.sink.traceloop;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Target;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.otlp.config.OtlpSettings;
import io.callstream.sink.otlp.genai.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the {@code traceloop} sink. */
public final class TraceloopSinkFactory implements SinkFactory<OtlpConfig> {
    private static final URI CLOUD = URI.create("https://api.traceloop.com");
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
    public OtlpConfig configure(SinkSettings settings) {
        OtlpSettings otlp = new OtlpSettings(settings);
        URI base = settings.url("base_url", "TRACELOOP_BASE_URL").orElse(CLOUD);
        return new OtlpConfig(
                new Target(OtlpSettings.traces(base), headers(settings, otlp)),
                otlp.resource("OTEL_SERVICE_NAME", "OTEL_ENVIRONMENT_NAME"),
                otlp.spans(DIALECT, "TRACELOOP_TRACE_CONTENT"),
                otlp.some(),
                otlp.http());
    }

    /** A collector between here and Traceloop may want other headers and no key. */
    private static Map<String, String> headers(SinkSettings settings, OtlpSettings otlp) {
        Map<String, String> headers = new LinkedHashMap<>(otlp.headers("TRACELOOP_HEADERS"));
        if (headers.isEmpty() || settings.secret("api_key", "TRACELOOP_API_KEY").isPresent()) {
            headers.put(
                    "Authorization",
                    "Bearer "
                            + settings.requiredSecret("api_key", "TRACELOOP_API_KEY")
                                    .reveal());
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
