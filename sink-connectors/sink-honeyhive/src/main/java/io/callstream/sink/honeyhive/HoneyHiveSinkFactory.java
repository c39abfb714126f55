package io.callstream.sink.honeyhive;

import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.List;

/** Makes the {@code honeyhive} sink. */
public final class HoneyHiveSinkFactory implements SinkFactory<HoneyHiveSinkConfig> {
    @Override
    public String name() {
        return "honeyhive";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(HoneyHiveSinkConfig.class);
    }

    @Override
    public HoneyHiveSinkConfig configure(SinkSettings settings) {
        return HoneyHiveSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(HoneyHiveSinkConfig config) {
        return BatchPolicy.of(100, 4L << 20, Duration.ofSeconds(1)).withConcurrency(4);
    }

    @Override
    public Sink create(HoneyHiveSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new HoneyHiveSink(config, sender);
    }
}
