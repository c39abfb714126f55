package io.callstream.sink.logfire;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.otlp.FakeCollector;
import io.callstream.sink.testkit.otlp.OtlpHarness;
import io.callstream.testing.events.SampleCall;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Logfire with one write token. By its documents it takes spans from 24 hours ago to an hour from now, and refuses others one by one. */
final class LogfireHarness extends OtlpHarness<OtlpConfig> {
    static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");
    private static final String TOKEN = "pylf_v1_us_5f81";

    private final AtomicReference<Clock> clock;

    LogfireHarness() {
        this(new AtomicReference<>(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private LogfireHarness(AtomicReference<Clock> clock) {
        super(new FakeCollector(
                new FakeCollector.Door("/v1/traces", "authorization", TOKEN),
                span -> isOutside(span, clock.get().instant())));
        this.clock = clock;
    }

    @Override
    public void clock(Clock other) {
        clock.set(other);
    }

    private static boolean isOutside(Span span, Instant now) {
        Instant start = Instant.ofEpochSecond(0, span.getStartTimeUnixNano());
        Instant end = Instant.ofEpochSecond(0, span.getEndTimeUnixNano());
        return start.isBefore(now.minus(Duration.ofHours(24))) || end.isAfter(now.plus(Duration.ofHours(1)));
    }

    @Override
    public SinkFactory<OtlpConfig> factory() {
        return new LogfireSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s", "partial_success", "find");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "LOGFIRE_TOKEN",
                TOKEN,
                "LOGFIRE_BASE_URL",
                destination().uri("").toString());
    }

    /** A call of the day before yesterday. */
    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setStartedAt(NOW.minusSeconds(TimeUnit.DAYS.toSeconds(2)));
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(TOKEN);
    }
}
