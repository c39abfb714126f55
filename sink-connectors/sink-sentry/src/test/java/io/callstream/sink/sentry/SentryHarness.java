package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.id.EventIds;
import io.callstream.sink.AlertSinkFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fake Sentry with one project. */
final class SentryHarness extends HttpSinkHarness<SentrySinkConfig> implements AlertHarness<SentrySinkConfig> {
    private static final String POISON = "poison";
    private static final Pattern EVENT_ID = Pattern.compile("\\{\"event_id\":\"([0-9a-f]+)\"");

    private final FakeSentry sentry;
    private final Map<String, Object> more;

    private SentryHarness(FakeSentry sentry, Map<String, Object> more) {
        super(403, sentry::receive);
        this.sentry = sentry;
        this.more = more;
    }

    /** @param more settings beside those that every test needs */
    static SentryHarness with(Map<String, Object> more) {
        return new SentryHarness(new FakeSentry(POISON), more);
    }

    FakeSentry sentry() {
        return sentry;
    }

    @Override
    public AlertSinkFactory<SentrySinkConfig> factory() {
        return new SentrySinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings =
                new LinkedHashMap<>(Map.of("timeout", "1s", "per_minute", "1000", "wait_at_most", "1m"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        URI uri = destination().uri("");
        return Map.of(
                "SENTRY_DSN",
                "http://" + FakeSentry.PUBLIC_KEY + "@" + uri.getAuthority() + "/prefix/42",
                "SENTRY_ENVIRONMENT",
                "staging");
    }

    @Override
    public boolean takes(CallEvent event) {
        return event instanceof CallEvent.Failure;
    }

    @Override
    public Set<String> arrivedAlerts() {
        return alerts().stream()
                .map(event -> event.path("tags").path("alert_id").asText() + ":"
                        + event.path("tags").path("state").asText())
                .collect(Collectors.toSet());
    }

    @Override
    public Object alertState() {
        return alerts();
    }

    List<JsonNode> alerts() {
        return sentry.events().stream()
                .filter(event -> event.path("tags").has("alert_id"))
                .toList();
    }

    @Override
    public Set<String> arrived() {
        return sentry.events().stream()
                .filter(event -> event.path("tags").has("call_id"))
                .map(event -> EventIds.of(event.path("tags").path("call_id").asText(), EventKind.FAILURE))
                .collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return sentry.events();
    }

    /** The ids by which Sentry tells repeats apart, from the envelopes' headers. */
    @Override
    public List<String> idempotencyKeys() {
        return destination().requests().stream()
                .map(request -> EVENT_ID.matcher(request.text()))
                .filter(Matcher::lookingAt)
                .map(header -> header.group(1))
                .toList();
    }

    @Override
    public Optional<CallEvent> poison() {
        FailureEvent failure = SampleCall.number(999).failure();
        failure.setMessage(POISON);
        return Optional.of(new CallEvent.Failure(failure));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeSentry.PUBLIC_KEY);
    }
}
