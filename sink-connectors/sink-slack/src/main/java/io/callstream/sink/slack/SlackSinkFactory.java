package io.callstream.sink.slack;

import io.callstream.events.EventKind;
import io.callstream.settings.Section;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Makes the {@code slack} sink. */
public final class SlackSinkFactory implements SinkFactory<SlackSinkConfig> {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final URI NOWHERE = URI.create("http://localhost");

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public SlackSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        URI webhook = settings.url("webhook_url", "SLACK_WEBHOOK_URL").orElseGet(() -> {
            section.problem("webhook_url", "is missing (or set the environment variable SLACK_WEBHOOK_URL)");
            return NOWHERE;
        });
        return new SlackSinkConfig(
                new Target(webhook, Map.of()),
                atLeastASecond(section, "digest_every", Duration.ofSeconds(60)),
                section.duration("old_after", Duration.ofMinutes(5)),
                atLeastASecond(section, "timeout", Duration.ofSeconds(10)));
    }

    private static Duration atLeastASecond(Section section, String key, Duration fallback) {
        Duration said = section.duration(key, fallback);
        if (said.compareTo(SECOND) < 0) {
            section.problem(key, "is shorter than a second");
            return fallback;
        }
        return said;
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
        HttpSender sender = new HttpSender(HttpOptions.of(config.timeout(), false), context.clock());
        return SlackSink.start(new Channel(config.webhook(), sender, context.clock()), new AlertBook(config), context);
    }
}
