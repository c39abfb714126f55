package io.callstream.sink.helicone;

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

/** Makes the {@code helicone} sink. */
public final class HeliconeSinkFactory implements SinkFactory<HeliconeSinkConfig> {
    @Override
    public String name() {
        return "helicone";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(HeliconeSinkConfig.class);
    }

    @Override
    public HeliconeSinkConfig configure(SinkSettings settings) {
        return HeliconeSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(HeliconeSinkConfig config) {
        return BatchPolicy.of(1, 32L << 20, Duration.ZERO).withConcurrency(config.concurrency());
    }

    @Override
    public Repeats repeats(HeliconeSinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(HeliconeSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new HeliconeSink(config.target(), sender, context.metrics());
    }
}
