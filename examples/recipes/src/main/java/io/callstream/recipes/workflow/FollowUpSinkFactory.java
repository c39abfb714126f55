package io.callstream.recipes.workflow;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A workflow of your own: when a sentiment analysis says "positive", the ticket that the caller named in
 * {@code metadata.ticket} goes to a follow-up queue.
 */
public final class FollowUpSinkFactory implements SinkFactory<FollowUpConfig> {
    static final Key<URI> QUEUE =
            Key.url("queue").orVariables("RECIPE_QUEUE_URL").required().says("Where tickets are posted.");
    static final Key<Secret> TOKEN =
            Key.secret("token").orVariables("RECIPE_QUEUE_TOKEN").required().says("Sent as bearer token.");
    static final Key<String> METADATA_KEY =
            Key.text("metadata_key").byDefault("ticket").says("Where callers name the ticket.");
    static final Key<String> WORD =
            Key.text("word").byDefault("positive").says("The answer that sends a ticket to the queue.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    @Override
    public String name() {
        return "recipe-follow-up";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(QUEUE, TOKEN, METADATA_KEY, WORD, TIMEOUT);
    }

    @Override
    public FollowUpConfig configure(SinkSettings settings) {
        return new FollowUpConfig(
                settings.get(QUEUE),
                settings.get(TOKEN),
                settings.get(METADATA_KEY),
                settings.get(WORD),
                HttpOptions.of(settings.get(TIMEOUT), false));
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
