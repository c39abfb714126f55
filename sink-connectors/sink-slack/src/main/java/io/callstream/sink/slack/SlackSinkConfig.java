package io.callstream.sink.slack;

import io.callstream.settings.Key;
import io.callstream.sink.SinkSettings;
import io.callstream.sink.http.HttpOptions;
import io.callstream.sink.http.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where, of what and how often to speak.
 *
 * @param webhook the incoming webhook; its address is the secret
 * @param alerts what is told
 * @param outages what counts as an outage
 * @param pace how often
 * @param callUrl where a call can be looked at, with {@link #CALL_ID} in it
 * @param timeout from the start of a request to the end of its answer
 */
public record SlackSinkConfig(
        Target webhook, Alerts alerts, Outages outages, Pace pace, Optional<String> callUrl, Duration timeout) {
    static final Key<URI> WEBHOOK_URL = Key.url("webhook_url")
            .orVariables("SLACK_WEBHOOK_URL")
            .required()
            .says("An incoming webhook; the address is the secret.");
    static final Key<Set<AlertType>> ALERT_TYPES = Key.texts("alert_types")
            .as(AlertType::ofAll)
            .byDefault("[llm_exceptions, llm_too_slow, outage_alerts]")
            .says("What is told of calls.");
    static final Key<Duration> SLOW_AFTER = Key.duration("alerting_threshold")
            .min("1s")
            .byDefault("300s")
            .says("A call that goes well and takes longer is too slow.");
    static final Key<Integer> MINOR_OUTAGE = Key.integer("minor_outage_alert_threshold")
            .min("1")
            .max("1000")
            .byDefault("5")
            .says("Breakdowns of one deployment that make an outage.");
    static final Key<Optional<Integer>> MAJOR_OUTAGE = Key.integer("major_outage_alert_threshold")
            .min("1")
            .max("1000")
            .optional()
            .says("Breakdowns that make a major one; by default 10, or as many as the minor one where that is more.");
    static final Key<Duration> OUTAGE_TTL =
            Key.duration("outage_alert_ttl").min("1s").byDefault("60s").says("The time within which they come.");
    static final Key<Optional<String>> MENTION = Key.text("mention")
            .expecting(
                    said -> said.matches("<!(here|channel|everyone)>|<@[UW][A-Z0-9]+>|<!subteam\\^S[A-Z0-9]+>"),
                    "<!here>, <!channel>, <@U...> or <!subteam^S...>")
            .optional()
            .says(
                    "Who is called when a provider refuses our key or an outage is major: `<!here>`, `<!channel>`, `<@U…>`,"
                            + " `<!subteam^S…>`.");
    static final Key<Duration> DIGEST_EVERY = Key.duration("digest_every")
            .min("1s")
            .byDefault("60s")
            .says("What was reported already is counted for this long, then reported in one message.");
    static final Key<Duration> OLD_AFTER = Key.duration("old_after")
            .byDefault("5m")
            .says("What is older than this is only counted: a backlog or a replay makes digests, not alerts.");
    static final Key<Optional<String>> CALL_URL = Key.scalar("call_url", SlackSinkConfig::callUrl)
            .optional()
            .says("Where a call can be looked at, such as `https://langfuse.example/project/p/traces/{call_id}`: the"
                    + " example of an alert becomes a link.");
    static final Key<Duration> TIMEOUT = HttpOptions.timeout("10s");

    /** Stands for the call's id. */
    static final String CALL_ID = "{call_id}";

    private static final int USUAL_MAJOR = 10;

    static SlackSinkConfig read(SinkSettings settings) {
        return new SlackSinkConfig(
                new Target(settings.get(WEBHOOK_URL), Map.of()),
                new Alerts(settings.get(ALERT_TYPES), settings.get(SLOW_AFTER), settings.get(MENTION)),
                outages(settings),
                new Pace(settings.get(DIGEST_EVERY), settings.get(OLD_AFTER)),
                settings.get(CALL_URL),
                settings.get(TIMEOUT));
    }

    private static Outages outages(SinkSettings settings) {
        int minor = settings.get(MINOR_OUTAGE);
        int major = settings.get(MAJOR_OUTAGE).orElse(Math.max(USUAL_MAJOR, minor));
        if (major < minor) {
            settings.problem(MAJOR_OUTAGE, "is below minor_outage_alert_threshold");
        }
        return new Outages(minor, Math.max(major, minor), settings.get(OUTAGE_TTL));
    }

    private static String callUrl(String said) {
        if (!said.matches("https?://[^\\s|<>]*\\{call_id}[^\\s|<>]*")) {
            throw new IllegalArgumentException(
                    "is no address of a call (expected https://... with " + CALL_ID + " in it)");
        }
        return said;
    }

    /**
     * @param types what is told
     * @param slowAfter a call that takes longer is too slow
     * @param mention who is called by an alert that cannot wait, as Slack writes it
     */
    record Alerts(Set<AlertType> types, Duration slowAfter, Optional<String> mention) {
        Alerts {
            types = Set.copyOf(types);
        }
    }

    /**
     * @param minor failures of a deployment that make a minor outage
     * @param major failures that make a major one
     * @param within the time in which they come
     */
    record Outages(int minor, int major, Duration within) {
        Outages {
            if (minor < 1 || major < minor) {
                throw new IllegalArgumentException(
                        "a major outage is no smaller than a minor one: " + major + ", " + minor);
            }
        }
    }

    /**
     * @param digestEvery what was reported already is counted for this long, then reported in one message
     * @param oldAfter what is older than this is no news (a backlog, a replay) and only counted
     */
    record Pace(Duration digestEvery, Duration oldAfter) {
        Pace {
            if (digestEvery.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("digests come a second apart at least: " + digestEvery);
            }
        }
    }
}
