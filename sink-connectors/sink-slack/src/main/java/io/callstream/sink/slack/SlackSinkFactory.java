package io.callstream.sink.slack;

import io.callstream.events.EventKind;
import io.callstream.settings.Section;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.BatchPolicy;
import io.callstream.sink.EventSink;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.HttpSender;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the {@code slack} sink. */
public final class SlackSinkFactory implements AlertSinkFactory<SlackSinkConfig> {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern MENTION =
            Pattern.compile("<!(here|channel|everyone)>|<@[UW][A-Z0-9]+>|<!subteam\\^S[A-Z0-9]+>");

    private static final Pattern CALL_URL = Pattern.compile("https?://[^\\s|<>]*\\{call_id}[^\\s|<>]*");
    /** An alert that has waited for so long says nothing of now; a sink that is started for the first time finds a month of them. */
    private static final Duration NO_NEWS = Duration.ofDays(1);

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public SlackSinkConfig configure(SinkSettings settings) {
        Section section = settings.section();
        URI webhook = settings.requiredUrl("webhook_url", "SLACK_WEBHOOK_URL");
        return new SlackSinkConfig(
                new Target(webhook, Map.of()),
                new SlackSinkConfig.Alerts(
                        types(section),
                        atLeastASecond(section, "alerting_threshold", Duration.ofSeconds(300)),
                        mention(section)),
                outages(section),
                new SlackSinkConfig.Pace(
                        atLeastASecond(section, "digest_every", Duration.ofSeconds(60)),
                        section.duration("old_after", Duration.ofMinutes(5))),
                callUrl(section),
                atLeastASecond(section, "timeout", Duration.ofSeconds(10)));
    }

    private static Optional<String> callUrl(Section section) {
        Optional<String> url = section.text("call_url");
        if (url.isPresent() && !CALL_URL.matcher(url.get()).matches()) {
            section.problem(
                    "call_url",
                    "is no address of a call (expected https://... with " + SlackSinkConfig.CALL_ID + " in it)");
        }
        return url;
    }

    private static Set<AlertType> types(Section section) {
        List<String> words = section.texts("alert_types");
        Set<AlertType> types = EnumSet.noneOf(AlertType.class);
        for (String word : words) {
            AlertType.of(word)
                    .ifPresentOrElse(
                            types::add,
                            () -> section.problem(
                                    "alert_types",
                                    "has '" + word + "' (expected llm_exceptions, llm_too_slow or outage_alerts)"));
        }
        return words.isEmpty() ? EnumSet.allOf(AlertType.class) : types;
    }

    private static Optional<String> mention(Section section) {
        Optional<String> mention = section.text("mention");
        if (mention.isPresent() && !MENTION.matcher(mention.get()).matches()) {
            section.problem("mention", "is no mention (expected <!here>, <!channel>, <@U...> or <!subteam^S...>)");
        }
        return mention;
    }

    private static SlackSinkConfig.Outages outages(Section section) {
        int minor = section.integer("minor_outage_alert_threshold", 5, 1, 1_000);
        int major = section.integer("major_outage_alert_threshold", Math.max(10, minor), 1, 1_000);
        if (major < minor) {
            section.problem("major_outage_alert_threshold", "is below minor_outage_alert_threshold");
        }
        return new SlackSinkConfig.Outages(
                minor, Math.max(major, minor), atLeastASecond(section, "outage_alert_ttl", Duration.ofSeconds(60)));
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
