package io.callstream.sink.sentry;

import io.callstream.events.EventKind;
import io.callstream.settings.Section;
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
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Makes the {@code sentry} sink. */
public final class SentrySinkFactory implements AlertSinkFactory<SentrySinkConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PER_MINUTE = 30;
    private static final Dsn NOWHERE = new Dsn(URI.create("http://localhost"), "none");
    /** Sentry gives older events the time at which they come in, which would show old failures as new ones. */
    private static final Duration OLDEST = Duration.ofDays(30);

    @Override
    public String name() {
        return "sentry";
    }

    @Override
    public SentrySinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        return new SentrySinkConfig(
                dsn(settings),
                new SentrySinkConfig.Labels(
                        settings.text("environment", "SENTRY_ENVIRONMENT").orElse("production"),
                        settings.text("release", "SENTRY_RELEASE")),
                new SentrySinkConfig.Limits(
                        settings.ratio("sample_rate", 1, "SENTRY_API_SAMPLE_RATE"),
                        section.integer("per_minute", PER_MINUTE, 1, 1_000_000),
                        section.duration("wait_at_most", Duration.ZERO)),
                new SentrySinkConfig.Privacy(section.flag("content", false), section.flag("send_default_pii", false)),
                settings.timeout(TIMEOUT));
    }

    private static Dsn dsn(SinkSettings settings) {
        return settings.secret("dsn", "SENTRY_DSN")
                .map(text -> Dsn.parse(text.reveal()).orElseGet(() -> {
                    settings.section().problem("dsn", "is no DSN (expected https://<key>@<host>/<project number>)");
                    return NOWHERE;
                }))
                .orElseGet(() -> {
                    settings.section().problem("dsn", "is missing (or set the environment variable SENTRY_DSN)");
                    return NOWHERE;
                });
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
