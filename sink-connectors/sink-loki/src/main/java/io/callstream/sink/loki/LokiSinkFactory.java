package io.callstream.sink.loki;

import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.List;

/** Makes the {@code loki} sink. The variables are those of logcli, Loki's own client. */
public final class LokiSinkFactory implements SinkFactory<LokiSinkConfig> {
    @Override
    public String name() {
        return "loki";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(Credentials.class, LokiSinkConfig.class);
    }

    @Override
    public LokiSinkConfig configure(SinkSettings settings) {
        return LokiSinkConfig.read(settings);
    }

    /** Loki's own clients send 1 MB at a time; by default, lines of more than a week ago are refused. */
    @Override
    public BatchPolicy batching(LokiSinkConfig config) {
        return BatchPolicy.of(1_000, 1L << 20, Duration.ofSeconds(1))
                .withMaxAge(Duration.ofDays(7).minusHours(1));
    }

    @Override
    public Repeats repeats(LokiSinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(LokiSinkConfig config, SinkContext context) {
        return new LokiSink(config, new HttpSender(HttpOptions.of(config.timeout(), true), context.clock()));
    }

    @Override
    public String withoutErasure() {
        return "Loki deletes lines only where its operator has enabled deletion: ask its compactor to (/loki/api/v1/delete)";
    }
}
