package io.callstream.sink.posthog;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.Addresses;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Makes the {@code posthog} sink. */
public final class PostHogSinkFactory implements SinkFactory<PostHogSinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final URI CLOUD = URI.create("https://us.i.posthog.com");

    @Override
    public String name() {
        return "posthog";
    }

    @Override
    public PostHogSinkConfig configure(SinkSettings settings) {
        URI base = settings.url("api_url", "POSTHOG_API_URL", "POSTHOG_HOST").orElse(CLOUD);
        return new PostHogSinkConfig(
                new Target(Addresses.below(base, "/batch/"), Map.of()),
                settings.requiredSecret("api_key", "POSTHOG_API_KEY"),
                settings.timeout(TIMEOUT));
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
