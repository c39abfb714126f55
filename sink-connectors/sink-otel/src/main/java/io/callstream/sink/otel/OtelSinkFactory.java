package io.callstream.sink.otel;

import io.callstream.settings.Section;
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
import java.util.Optional;
import java.util.Set;

/**
 * Makes the {@code otel} sink: any collector or backend that takes spans over OTLP/HTTP. Reads the variables of OpenTelemetry's clients and
 * those that LiteLLM has beside them.
 */
public final class OtelSinkFactory implements SinkFactory<OtlpConfig> {
    private static final URI LOCAL = URI.create("http://localhost:4318");
    /** Every receiver of OTLP/HTTP takes protobuf, also those that were asked for JSON. */
    private static final Set<String> HTTP = Set.of("http/protobuf", "http/json", "otlp_http");

    /** Which generation of attribute names is sent. */
    enum Names {
        CURRENT(Dialect.CURRENT),
        LEGACY(Dialect.LEGACY),
        BOTH(Dialect.BOTH);

        private final Dialect dialect;

        Names(Dialect dialect) {
            this.dialect = dialect;
        }
    }

    @Override
    public String name() {
        return "otel";
    }

    @Override
    public OtlpConfig configure(SinkSettings settings) {
        Section section = settings.section();
        checkProtocol(settings);
        OtlpSettings otlp = new OtlpSettings(settings);
        return new OtlpConfig(
                new Target(
                        traces(settings),
                        otlp.headers(
                                "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_HEADERS")),
                otlp.resource("OTEL_SERVICE_NAME", "OTEL_ENVIRONMENT_NAME"),
                otlp.spans(
                        section.choice("names", Names.class, Names.CURRENT).dialect,
                        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
                otlp.some(),
                otlp.http());
    }

    /** The variable for traces alone is taken as it is, as OpenTelemetry has it; the others name the base. */
    private static URI traces(SinkSettings settings) {
        Optional<URI> endpoint = settings.section().url("endpoint");
        Optional<URI> whole = endpoint.isPresent()
                ? Optional.empty()
                : settings.url("endpoint", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return whole.orElseGet(
                () -> OtlpSettings.traces(settings.url("endpoint", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_ENDPOINT")
                        .orElse(LOCAL)));
    }

    private static void checkProtocol(SinkSettings settings) {
        settings.text("protocol", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER")
                .filter(protocol -> !HTTP.contains(protocol))
                .ifPresent(protocol -> settings.section()
                        .problem(
                                "protocol",
                                "is '" + protocol + "' (expected http/protobuf: most receivers take it on port 4318)"));
    }

    /** The clients' usual 512 spans; far below the 64 MiB that receivers take, because a refused batch is then cheaper to halve. */
    @Override
    public BatchPolicy batching(OtlpConfig config) {
        return BatchPolicy.of(512, 3L << 20, Duration.ofSeconds(1));
    }

    @Override
    public Sink create(OtlpConfig config, SinkContext context) {
        return config.open(context);
    }

    @Override
    public String withoutErasure() {
        return "a collector passes on what it gets: delete it where the collector sends it";
    }
}
