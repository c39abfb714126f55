package io.callstream.recipes.workflow;

import io.callstream.events.EventKind;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.Set;

/**
 * A workflow of your own: when a sentiment analysis says "positive", the ticket that the caller named in
 * {@code metadata.ticket} goes to a follow-up queue.
 */
public final class FollowUpSinkFactory implements SinkFactory<FollowUpConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "recipe-follow-up";
    }

    @Override
    public FollowUpConfig configure(SinkSettings settings) {
        return new FollowUpConfig(
                settings.requiredUrl("queue", "RECIPE_QUEUE_URL"),
                settings.requiredSecret("token", "RECIPE_QUEUE_TOKEN"),
                settings.text("metadata_key").orElse("ticket"),
                settings.text("word").orElse("positive"),
                HttpOptions.of(settings.timeout(TIMEOUT), false));
    }

    @Override
    public BatchPolicy batching(FollowUpConfig config) {
        return BatchPolicy.of(1, 16L << 20, Duration.ZERO).withConcurrency(4);
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return Set.of(EventKind.SUCCESS);
    }

    @Override
    public Sink create(FollowUpConfig config, SinkContext context) {
        return new FollowUpSink(config, new HttpSender(config.http(), context.clock()));
    }
}
