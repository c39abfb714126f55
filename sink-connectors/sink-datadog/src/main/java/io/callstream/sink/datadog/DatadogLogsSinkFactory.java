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

/** Makes the {@code datadog} sink: calls as logs, under the name of LiteLLM's callback. */
public final class DatadogLogsSinkFactory implements SinkFactory<DatadogSinkConfig> {
    @Override
    public String name() {
        return "datadog";
    }

    @Override
    public List<Key<?>> keys() {
        return DatadogSettings.keys(Intake.LOGS);
    }

    @Override
    public DatadogSinkConfig configure(SinkSettings settings) {
        return DatadogSettings.read(settings, Intake.LOGS);
    }

    @Override
    public BatchPolicy batching(DatadogSinkConfig config) {
        return BatchPolicy.of(1000, 2L << 20, Duration.ofSeconds(2))
                .withConcurrency(4)
                .withMaxAge(Intake.LOGS.oldest());
    }

    @Override
    public Sink create(DatadogSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), true), context.clock());
        return new DatadogSink(config.target(), new LogForm(config.labels()), sender);
    }

    @Override
    public String withoutErasure() {
        return "Datadog deletes no single logs: they go when their retention ends";
    }
}
