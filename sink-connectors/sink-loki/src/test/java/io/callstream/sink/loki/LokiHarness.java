package io.callstream.sink.loki;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.HttpSinkHarness;
import io.callstream.testing.events.SampleCall;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fake Loki with one tenant. */
final class LokiHarness extends HttpSinkHarness<LokiSinkConfig> {
    static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");

    private final FakeLoki loki;
    private final Map<String, Object> more;

    private LokiHarness(FakeLoki loki, Map<String, Object> more) {
        super(401, loki::receive);
        this.loki = loki;
        this.more = more;
    }

    static LokiHarness start() {
        return with(Map.of());
    }

    /** @param more settings beside those that every test needs */
    static LokiHarness with(Map<String, Object> more) {
        return new LokiHarness(new FakeLoki(), more);
    }

    FakeLoki loki() {
        return loki;
    }

    @Override
    public SinkFactory<LokiSinkConfig> factory() {
        return new LokiSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of("timeout", "1s"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "LOKI_URL", destination().uri("/").toString(),
                "LOKI_USERNAME", FakeLoki.USER,
                "LOKI_PASSWORD", FakeLoki.PASSWORD,
                "LOKI_ORG_ID", FakeLoki.TENANT);
    }

    @Override
    public void clock(Clock clock) {
        loki.clock(clock);
    }

    @Override
    public boolean takes(CallEvent event) {
        return true;
    }

    @Override
    public Set<String> arrived() {
        return loki.lines().stream().map(line -> line.path("event_id").asText()).collect(Collectors.toSet());
    }

    @Override
    public Object state() {
        return loki.stored();
    }

    /** An event of last month. */
    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setEventTime(NOW.minus(30, ChronoUnit.DAYS));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(FakeLoki.PASSWORD);
    }
}
