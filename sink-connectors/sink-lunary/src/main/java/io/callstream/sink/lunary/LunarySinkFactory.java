package io.callstream.sink.lunary;

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

/** Makes the {@code lunary} sink. */
public final class LunarySinkFactory implements SinkFactory<LunarySinkConfig> {
    /** The answer names each event, and quotes what its database says of those it could not take. */
    private static final int ANSWER_CAP = 1 << 20;

    @Override
    public String name() {
        return "lunary";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(LunarySinkConfig.class);
    }

    @Override
    public LunarySinkConfig configure(SinkSettings settings) {
        return LunarySinkConfig.read(settings);
    }

    /** Lunary lets one address make 150 requests a minute. */
    @Override
    public BatchPolicy batching(LunarySinkConfig config) {
        return BatchPolicy.of(100, 4L << 20, Duration.ofSeconds(2)).withConcurrency(2);
    }

    @Override
    public Repeats repeats(LunarySinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(LunarySinkConfig config, SinkContext context) {
        HttpOptions options = new HttpOptions(config.timeout(), false, ANSWER_CAP);
        return new LunarySink(config.target(), new HttpSender(options, context.clock()));
    }
}
