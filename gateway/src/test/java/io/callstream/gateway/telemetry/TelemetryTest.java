package io.callstream.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TelemetryTest {
    private final Telemetry telemetry = new Telemetry();

    @Test
    void callsAreCountedByOutcomeAndTimed() {
        CallMeters calls = telemetry.calls();

        calls.succeeded(1_500, 70);
        calls.failed("rate_limited", 20);

        assertThat(telemetry.scrape())
                .contains("callstream_calls_total{outcome=\"success\"} 1.0")
                .contains("callstream_calls_total{outcome=\"rate_limited\"} 1.0")
                .contains("callstream_call_duration_seconds_count 2")
                .contains("callstream_call_overhead_seconds_bucket{le=\"1.0E-4\"} 1")
                .contains("callstream_call_overhead_seconds_bucket{le=\"5.0E-5\"} 0");
    }

    @Test
    void numbersAreAskedForWhenSomebodyLooks() {
        AtomicLong open = new AtomicLong();
        telemetry.gauge(MetricNames.CALLS_OPEN, Tags.empty(), open::get);

        open.set(5);

        assertThat(telemetry.scrape()).contains("callstream_calls_open 5.0");
    }

    @Test
    @Timeout(30)
    void countersGoOnAfterGarbageCollection() {
        AtomicLong ends = new AtomicLong();
        telemetry.counter(MetricNames.SECOND_ENDS, Tags.empty(), () -> ends.get());

        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }
        ends.set(7);

        assertThat(telemetry.scrape()).contains("callstream_events_second_ends_total 7.0");
    }
}
