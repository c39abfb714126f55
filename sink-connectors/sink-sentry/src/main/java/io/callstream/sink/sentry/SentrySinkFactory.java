package io.callstream.sink.sentry;

import io.callstream.events.EventKind;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the {@code sentry} sink. */
public final class SentrySinkFactory implements AlertSinkFactory<SentrySinkConfig> {
    /** Sentry gives older events the time at which they come in, which would show old failures as new ones. */
    private static final Duration OLDEST = Duration.ofDays(30);

    @Override
    public String name() {
        return "sentry";
    }

    @Override
    public List<Key<?>> keys() {
        return KeyReference.statedIn(SentrySinkConfig.class);
    }

    @Override
    public SentrySinkConfig configure(SinkSettings settings) {
        return SentrySinkConfig.read(settings);
    }

    /** Pre-calls, if they are subscribed to, come with the whole traffic and are only remembered. */
    @Override
    public BatchPolicy batching(SentrySinkConfig config) {
        return BatchPolicy.of(100, 4L << 20, Duration.ofMillis(500))
                .withConcurrency(4)
                .withMaxAge(OLDEST);
    }

    @Override
    public Repeats repeats(SentrySinkConfig config) {
        return Repeats.MERGED;
    }

    @Override
    public Set<EventKind> defaultEvents() {
        return EnumSet.of(EventKind.FAILURE);
    }

    @Override
    public Sink create(SentrySinkConfig config, SinkContext context) {
        Gate gate = new Gate(config.limits(), context);
        return new SentrySink(project(config, context), gate, new FailureReport(config.labels(), config.privacy()));
    }

    @Override
    public BatchPolicy alertBatching(SentrySinkConfig config) {
        return AlertSinkFactory.super.alertBatching(config).withMaxAge(OLDEST);
    }

    @Override
    public EventSink<AlertEvent> createForAlerts(SentrySinkConfig config, SinkContext context) {
        Gate gate = new Gate(config.limits(), context);
        return new SentryAlertSink(project(config, context), gate, new AlertReport(config.labels()));
    }

    private static Project project(SentrySinkConfig config, SinkContext context) {
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), true), context.clock());
        return new Project(config.dsn(), sender, context.clock());
    }

    @Override
    public String withoutErasure() {
        return "a DSN cannot delete: delete the issues in Sentry";
    }
}
