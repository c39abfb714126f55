package io.callstream.sink.otel;

import io.callstream.settings.Key;
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
import java.util.List;
import java.util.Set;

/**
 * Makes the {@code otel} sink: any collector or backend that takes spans over OTLP/HTTP. Reads the variables of OpenTelemetry's clients and
 * those that LiteLLM has beside them.
 */
public final class OtelSinkFactory implements SinkFactory<OtlpConfig> {
    static final Key<URI> ENDPOINT = Key.url("endpoint")
            .orVariables("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_ENDPOINT")
            .byDefault("http://localhost:4318")
            .says(
                    "The receiver; `/v1/traces` is added unless it is there. `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` is taken"
                            + " as it is.");
    static final Key<String> PROTOCOL = Key.text("protocol")
            .expecting(OtelSinkFactory::isHttp, "http/protobuf: most receivers take it on port 4318")
            .orVariables("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER")
            .byDefault("http/protobuf")
            .says("`http/json` and `otlp_http` are understood, the body is protobuf all the same, which every OTLP/HTTP"
                    + " receiver takes; `grpc` and `console` are refused.");
    static final Key<Names> NAMES = Key.choice("names", Names.class)
            .byDefault("current")
            .says(
                    "`current`: the semantic conventions 1.41. `legacy`: the names before 1.37 that LiteLLM and OpenLLMetry"
                            + " write (`gen_ai.system`, `gen_ai.prompt.0.content`, `llm.usage.total_tokens`, `metadata.<key>`)."
                            + " `both`.");

    private static final OtlpVariables VARIABLES = OtlpVariables.of(
            List.of("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_HEADERS"),
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
            "OTEL_SERVICE_NAME",
            "OTEL_ENVIRONMENT_NAME");

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
    public List<Key<?>> keys() {
        return OtlpSettings.keys(VARIABLES, ENDPOINT, PROTOCOL, NAMES);
    }

    @Override
    public OtlpConfig configure(SinkSettings settings) {
        settings.get(PROTOCOL);
        OtlpSettings otlp = new OtlpSettings(settings, VARIABLES);
        return new OtlpConfig(
                new Target(traces(settings), otlp.headers()),
                otlp.resource(),
                otlp.spans(settings.get(NAMES).dialect),
                otlp.some(),
                otlp.http());
    }

    /** The variable for traces alone is taken as it is, as OpenTelemetry has it; the others name the base. */
    private static URI traces(SinkSettings settings) {
        boolean asItIs = !settings.section().has(ENDPOINT.name())
                && settings.environment().get(ENDPOINT.variables().get(0)).isPresent();
        URI endpoint = settings.get(ENDPOINT);
        return asItIs ? endpoint : OtlpSettings.traces(endpoint);
    }

    /** Every receiver of OTLP/HTTP takes protobuf, also those that were asked for JSON. */
    private static boolean isHttp(String protocol) {
        return Set.of("http/protobuf", "http/json", "otlp_http").contains(protocol);
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
