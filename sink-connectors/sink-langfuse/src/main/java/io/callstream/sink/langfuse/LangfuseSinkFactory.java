package io.callstream.sink.langfuse;

import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Erasure;
import io.callstream.sink.ErasureOutcomes;
import io.callstream.sink.ErasureSinkFactory;
import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.BasicAuth;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.StatusTable;
import io.callstream.sink.http.Target;
import io.callstream.sink.otlp.export.Origin;
import io.callstream.sink.otlp.export.OtlpSink;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the {@code langfuse} sink. */
public final class LangfuseSinkFactory implements ErasureSinkFactory<LangfuseSinkConfig> {
    private static final Duration SETTLED = Duration.ofMinutes(10);
    /** Ten calls with their bodies. */
    private static final int LARGEST_PAGE = 64 << 20;

    private static final StatusTable STATUSES = StatusTable.standard();
    private static final String TRACES = "/api/public/otel/v1/traces";

    @Override
    public String name() {
        return "langfuse";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(LangfuseSinkConfig.class);
    }

    @Override
    public LangfuseSinkConfig configure(SinkSettings settings) {
        return LangfuseSinkConfig.read(settings);
    }

    /** Langfuse warns above 16 MB; well below it a refused batch is also cheaper to halve. */
    @Override
    public BatchPolicy batching(LangfuseSinkConfig config) {
        return BatchPolicy.of(300, 3L << 20, Duration.ofSeconds(1));
    }

    @Override
    public Repeats repeats(LangfuseSinkConfig config) {
        return Repeats.MERGED;
    }

    /**
     * Langfuse takes all spans of a request or none (400), and answers 500 when its own stores are down, so 500 is asked again in spite
     * of OTLP's rule. Its answers are JSON without partial success and are not read.
     */
    @Override
    public Sink create(LangfuseSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), true), context.clock());
        GenerationSpan mapper = new GenerationSpan(config.labels(), config.sample());
        return new OtlpSink(
                target(config), sender, Origin.of(Map.of()), mapper, (answer, sent) -> STATUSES.delivery(answer));
    }

    /** Spans are queued before they are stored; a busy server takes minutes for it. */
    @Override
    public Duration settlesWithin(LangfuseSinkConfig config) {
        return SETTLED;
    }

    @Override
    public EventSink<Erasure> createForErasures(
            LangfuseSinkConfig config, SinkContext context, ErasureOutcomes outcomes) {
        HttpSender sender = new HttpSender(new HttpOptions(config.timeout(), false, LARGEST_PAGE), context.clock());
        Map<String, String> headers = Map.of("Authorization", authorization(config));
        return new LangfuseErasureSink(new TraceApi(base(config), headers, sender), outcomes);
    }

    private static String base(LangfuseSinkConfig config) {
        return config.baseUrl().toString().replaceAll("/+$", "");
    }

    private static String authorization(LangfuseSinkConfig config) {
        LangfuseSinkConfig.Keys keys = config.keys();
        return BasicAuth.header(keys.publicKey(), keys.secretKey().reveal());
    }

    private static Target target(LangfuseSinkConfig config) {
        return new Target(
                URI.create(base(config) + TRACES),
                Map.of(
                        "Authorization",
                        authorization(config),
                        // Asks for the direct write; without it spans can appear ten minutes late.
                        "x-langfuse-ingestion-version",
                        "4"));
    }
}
