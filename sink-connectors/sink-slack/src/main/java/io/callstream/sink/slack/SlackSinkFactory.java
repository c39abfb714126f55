package io.callstream.sink.slack;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code slack} sink. */
public final class SlackSinkFactory implements AlertSinkFactory<SlackSinkConfig> {
    /** An alert that has waited for so long says nothing of now; a sink that is started for the first time finds a month of them. */
    private static final Duration NO_NEWS = Duration.ofDays(1);

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(SlackSinkConfig.class);
    }

    @Override
    public SlackSinkConfig configure(SinkSettings settings) {
        return SlackSinkConfig.read(settings);
    }

    @Override
    public BatchPolicy batching(SlackSinkConfig config) {
        return BatchPolicy.of(500, 4L << 20, Duration.ofMillis(500));
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.FAILURE);
    }

    @Override
    public Sink create(SlackSinkConfig config, SinkContext context) {
        Newsroom newsroom = new Newsroom(config, new AlertStateFile(context.dataDirectory(), context.metrics()));
        return SlackSink.start(channel(config, context), newsroom, context);
    }

    @Override
    public boolean alertsByDefault() {
        return true;
    }

    @Override
    public BatchPolicy alertBatching(SlackSinkConfig config) {
        return AlertSinkFactory.super.alertBatching(config).withMaxAge(NO_NEWS);
    }

    @Override
    public EventSink<AlertEvent> createForAlerts(SlackSinkConfig config, SinkContext context) {
        return new SlackAlertSink(channel(config, context), new AlertWording(config));
    }

    private static Channel channel(SlackSinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return new Channel(config.webhook(), sender, context.clock());
    }

    @Override
    public String withoutErasure() {
        return "an incoming webhook cannot delete: delete the messages in the channel";
    }
}
