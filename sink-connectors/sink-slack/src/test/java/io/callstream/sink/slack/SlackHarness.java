package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.HttpSinkHarness;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fake webhook; messages merge events, so what arrived is how many failures they tell of. */
final class SlackHarness extends HttpSinkHarness<SlackSinkConfig> implements AlertHarness<SlackSinkConfig> {
    private static final Pattern COUNTED = Pattern.compile("(\\d+) × ");

    private final FakeSlack slack;
    private final Map<String, Object> more;

    private SlackHarness(FakeSlack slack, Map<String, Object> more) {
        super(404, slack::receive);
        this.slack = slack;
        this.more = more;
    }

    /** With alerts of failures only, each of which tells of one. */
    static SlackHarness start() {
        return with(Map.of("alert_types", "llm_exceptions"));
    }

    /** @param more settings beside those that every test needs */
    static SlackHarness with(Map<String, Object> more) {
        return new SlackHarness(new FakeSlack(), more);
    }

    FakeSlack slack() {
        return slack;
    }

    @Override
    public boolean stumblesOver(CallEvent event) {
        return false;
    }

    @Override
    public String whyItNeverStumbles() {
        return "it is told of kinds of failures, not of events";
    }

    @Override
    public AlertSinkFactory<SlackSinkConfig> factory() {
        return new SlackSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of("timeout", "1s", "digest_every", "30s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("SLACK_WEBHOOK_URL", destination().uri(FakeSlack.PATH).toString());
    }

    @Override
    public boolean takes(CallEvent event) {
        return event instanceof CallEvent.Failure;
    }

    @Override
    public Set<String> arrived() {
        return Set.copyOf(slack.messages().stream().map(FakeSlack::words).toList());
    }

    /** A message whose answer was lost is sent again, and Slack cannot tell. */
    @Override
    public void assertArrived(Set<String> eventIds) {
        assertThat(told()).isBetween((long) eventIds.size(), eventIds.size() + 1L);
    }

    @Override
    public Object state() {
        return slack.messages();
    }

    /** A message names no id, but the model that its alert is about. */
    @Override
    public Set<String> arrivedAlerts() {
        Set<String> arrived = new HashSet<>();
        for (JsonNode message : alerts()) {
            for (int number = 1; number < 10; number++) {
                if (message.path("text").asText().contains("model-" + number + " ")) {
                    boolean over = message.path("text").asText().contains("back within");
                    arrived.add((over ? Fixtures.resolved(number) : Fixtures.firing(number)).eventId());
                }
            }
        }
        return arrived;
    }

    @Override
    public Object alertState() {
        return alerts();
    }

    private List<JsonNode> alerts() {
        return slack.messages().stream()
                .filter(message -> message.has("attachments"))
                .toList();
    }

    @Override
    public String whyNoPoison() {
        return "the wording keeps every message within what Slack takes; SlackSinkTest shows what a refusal does";
    }

    @Override
    public Optional<String> repeatsBecause() {
        return Optional.of("Slack keeps no ids of messages");
    }

    /** Failures that the messages tell of: an alert of one each, a digest of those it counts. */
    long told() {
        return slack.messages().stream().mapToLong(SlackHarness::told).sum();
    }

    private static long told(JsonNode message) {
        String words = FakeSlack.words(message);
        Matcher counted = COUNTED.matcher(words);
        long told = 0;
        while (counted.find()) {
            told += Long.parseLong(counted.group(1));
        }
        return told > 0
                ? told
                : message.path("blocks").findValuesAsText("type").stream()
                        .filter("section"::equals)
                        .count();
    }

    @Override
    public Optional<String> secret() {
        return Optional.of("s3cr3t-part");
    }
}
