package io.callstream.sink.logfire;

import io.callstream.settings.Secret;
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

/** Makes the {@code logfire} sink. */
public final class LogfireSinkFactory implements SinkFactory<OtlpConfig> {
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
    public OtlpConfig configure(SinkSettings settings) {
        OtlpSettings otlp = new OtlpSettings(settings);
        Secret token = settings.requiredSecret("token", "LOGFIRE_TOKEN");
        URI base = settings.url("base_url", "LOGFIRE_BASE_URL").orElseGet(() -> region(token));
        Map<String, String> headers = new LinkedHashMap<>(otlp.headers());
        headers.put("Authorization", token.reveal()); // Without the word Bearer.
        return new OtlpConfig(
                new Target(OtlpSettings.traces(base), headers),
                otlp.resource("LOGFIRE_SERVICE_NAME", "LOGFIRE_ENVIRONMENT"),
                otlp.spans(DIALECT, "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
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
