package io.callstream.sink.posthog;

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

/** Makes the {@code posthog} sink. */
public final class PostHogSinkFactory implements SinkFactory<PostHogSinkConfig> {
    @Override
    public String name() {
        return "posthog";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(PostHogSinkConfig.class);
    }

    @Override
    public PostHogSinkConfig configure(SinkSettings settings) {
        return PostHogSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(PostHogSinkConfig config) {
        return BatchPolicy.of(100, 5L << 20, Duration.ofSeconds(2)).withConcurrency(4);
    }

    @Override
    public Repeats repeats(PostHogSinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Sink create(PostHogSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), true), context.clock());
        return new PostHogSink(config, sender);
    }

    @Override
    public String withoutErasure() {
        return "PostHog deletes events with their person, which takes a personal key that this sink does not have: delete the person in PostHog";
    }
}
