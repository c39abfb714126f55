package io.callstream.recipes.alert;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
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

/** Recipe 4, an alert for failures. The {@code slack} sink also counts and summarises. */
public final class AlertSinkFactory implements SinkFactory<AlertConfig> {
    static final Key<URI> URL =
            Key.url("url").orVariables("RECIPE_ALERT_URL").required().says("Where alerts are posted.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    @Override
    public String name() {
        return "recipe-alert";
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(URL, TIMEOUT);
    }

    @Override
    public AlertConfig configure(SinkSettings settings) {
        return new AlertConfig(settings.get(URL), HttpOptions.of(settings.get(TIMEOUT), false));
    }

    /** A batch becomes one message, so a minute of failures is one alert and not a hundred; so many lines fit in one. */
    @Override
    public BatchPolicy batching(AlertConfig config) {
        return BatchPolicy.of(100, 8L << 20, Duration.ofMinutes(1));
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return Set.of(EventKind.FAILURE);
    }

    @Override
    public Sink create(AlertConfig config, SinkContext context) {
        return new AlertSink(config, new HttpSender(config.http(), context.clock()));
    }
}
