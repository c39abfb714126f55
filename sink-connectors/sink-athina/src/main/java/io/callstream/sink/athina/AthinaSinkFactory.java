package io.callstream.sink.athina;

import io.callstream.events.EventKind;
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
import java.util.Set;

/** Makes the {@code athina} sink. */
public final class AthinaSinkFactory implements SinkFactory<AthinaSinkConfig> {
    private static final int IN_FLIGHT = 8;

    @Override
    public String name() {
        return "athina";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(AthinaSinkConfig.class);
    }

    @Override
    public AthinaSinkConfig configure(SinkSettings settings) {
        return AthinaSinkConfig.read(settings);
    }

    /** As LiteLLM's callback: Athina has no place for what went wrong. */
    @Override
    public Set<EventKind> defaultEvents() {
        return Set.of(EventKind.SUCCESS);
    }

    @Override
    public BatchPolicy batching(AthinaSinkConfig config) {
        return BatchPolicy.of(1, 32L << 20, Duration.ZERO).withConcurrency(IN_FLIGHT);
    }

    @Override
    public Sink create(AthinaSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new AthinaSink(config.target(), sender);
    }
}
