package io.callstream.sink.datadog;

import io.callstream.settings.Key;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.List;

/** Makes the {@code datadog_llm_observability} sink: calls as LLM Observability spans, under the name of LiteLLM's callback. */
public final class DatadogLlmObservabilitySinkFactory implements SinkFactory<DatadogSinkConfig> {
    @Override
    public String name() {
        return "datadog_llm_observability";
    }

    @Override
    public List<Key<?>> keys() {
        return DatadogSettings.keys(Intake.SPANS);
    }

    @Override
    public DatadogSinkConfig configure(SinkSettings settings) {
        return DatadogSettings.read(settings, Intake.SPANS);
    }

    @Override
    public BatchPolicy batching(DatadogSinkConfig config) {
        return BatchPolicy.of(500, 2L << 20, Duration.ofSeconds(2))
                .withConcurrency(4)
                .withMaxAge(Intake.SPANS.oldest());
    }

    @Override
    public Sink create(DatadogSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), true), context.clock());
        return new DatadogSink(config.target(), new SpanForm(config.labels()), sender);
    }

    @Override
    public String withoutErasure() {
        return "Datadog deletes no single spans: they go when their retention ends";
    }
}
