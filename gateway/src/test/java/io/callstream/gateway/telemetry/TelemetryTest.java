package io.callstream.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.Retries;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TelemetryTest {
    private static final String NOWHERE = "model_group=\"none\",provider=\"none\",team=\"none\"";

    private final Telemetry telemetry = new Telemetry();

    @Test
    void callsAreCountedByOutcomeAndTimed() {
        CallMeters calls = telemetry.calls();
        CallSeries series = calls.series(null, null);

        calls.succeeded(series, new CallMeters.Took(1_500, 1_400, -1), 70);
        calls.failed(series, new CallMeters.Took(20, -1, -1), "rate_limited");

        assertThat(telemetry.scrape())
                .contains("callstream_calls_total{outcome=\"success\"} 1.0")
                .contains("callstream_calls_total{outcome=\"rate_limited\"} 1.0")
                .contains("callstream_call_duration_seconds_count{" + NOWHERE + "} 2")
                .contains("callstream_call_upstream_seconds_count{" + NOWHERE + "} 1")
                .contains("callstream_call_ttft_seconds_count{" + NOWHERE + "} 0")
                .contains("callstream_call_overhead_seconds_bucket{le=\"1.0E-4\"} 1")
                .contains("callstream_call_overhead_seconds_bucket{le=\"5.0E-5\"} 0");
    }

    @Test
    void tokensAndMoneyAreToldByModelGroupProviderAndTeam() {
        CallSeries series = telemetry.calls().series(deployment("a", "fast"), "team-1");

        series.used(11, 7);
        series.among(3, -1, 5);
        series.spent(25_000);
        series.unpriced();

        String labels = "model_group=\"fast\",provider=\"openai\",team=\"team-1\"";
        assertThat(telemetry.scrape())
                .contains("callstream_tokens_total{" + labels + ",type=\"prompt\"} 11.0")
                .contains("callstream_tokens_total{" + labels + ",type=\"completion\"} 7.0")
                .contains("callstream_token_details_total{" + labels + ",type=\"cache_read\"} 3.0")
                .contains("callstream_token_details_total{" + labels + ",type=\"reasoning\"} 5.0")
                .contains("callstream_cost_usd_total{" + labels + "} 2.5")
                .contains("callstream_calls_unpriced_total{" + labels + "} 1.0");
    }

    @Test
    void theSameIsToldUnderLiteLlmsNames() {
        CallMeters calls = telemetry.calls();
        CallSeries series = calls.series(deployment("a", "say \"hi\""), null);

        series.used(11, 7);
        series.spent(2_000_000_000);
        calls.succeeded(series, new CallMeters.Took(1_500_000, 1_400_000, 300_000), 70);

        String labels =
                "model=\"say \\\"hi\\\"\",requested_model=\"say \\\"hi\\\"\",api_provider=\"openai\",team=\"none\"";
        assertThat(telemetry.scrape())
                .contains("# TYPE litellm_spend_metric_total counter")
                .contains("litellm_spend_metric_total{" + labels + "} 2.0\n")
                .contains("litellm_total_tokens_metric_total{" + labels + "} 18.0\n")
                .contains("litellm_proxy_total_requests_metric_total{" + labels + "} 1.0\n")
                .contains("litellm_request_total_latency_metric_bucket{" + labels + ",le=\"1.0\"} 0.0\n")
                .contains("litellm_request_total_latency_metric_bucket{" + labels + ",le=\"2.5\"} 1.0\n")
                .contains("litellm_request_total_latency_metric_bucket{" + labels + ",le=\"+Inf\"} 1.0\n")
                .contains("litellm_request_total_latency_metric_sum{" + labels + "} 1.5\n")
                .contains("litellm_llm_api_time_to_first_token_metric_count{" + labels + "} 1.0\n");
    }

    @Test
    void deploymentsOfOneNameAtTwoProvidersAreToldApart() {
        CallMeters calls = telemetry.calls();
        Deployment here = deployment("same", "all/*");
        Deployment there = new Deployment(
                here.id(),
                here.modelGroup(),
                "groq",
                here.model(),
                here.endpoint(),
                here.limits(),
                here.share(),
                here.price());

        calls.series(here, null).used(1, 0);
        calls.series(there, null).used(2, 0);

        assertThat(telemetry.scrape())
                .contains("provider=\"openai\",team=\"none\",type=\"prompt\"} 1.0")
                .contains("provider=\"groq\",team=\"none\",type=\"prompt\"} 2.0");
    }

    @Test
    void beyondABoundSeriesAreToldTogether() {
        CallMeters calls = telemetry.calls();

        for (int i = 0; i < 1000; i++) {
            calls.series(deployment("id-" + i, "group-" + i), "team").used(1, 0);
        }

        String scrape = telemetry.scrape();
        assertThat(scrape.lines().filter(line -> line.startsWith("callstream_cost_usd_total")))
                .hasSize(201);
        assertThat(scrape)
                .contains("callstream_tokens_total{model_group=\"other\",provider=\"other\",team=\"other\","
                        + "type=\"prompt\"} 800.0");
    }

    @Test
    void everyMetricOfACallHasAHelpText() {
        telemetry.calls().series(null, null).used(1, 1);

        assertThat(telemetry.scrape().lines().filter(line -> line.startsWith("# HELP")))
                .hasSizeGreaterThan(15)
                .allSatisfy(line -> assertThat(line).matches("# HELP \\S+ \\S.+"));
    }

    private static Deployment deployment(String id, String group) {
        return new Deployment(
                id,
                group,
                "openai",
                "gpt-4o",
                new Endpoint(URI.create("http://localhost:1/v1"), Optional.empty(), true),
                new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Retries.NONE),
                1,
                Optional.empty());
    }

    @Test
    void numbersAreAskedForWhenSomebodyLooks() {
        AtomicLong open = new AtomicLong();
        telemetry.gauge(GatewayMetric.CALLS_OPEN, Tags.empty(), open::get);

        open.set(5);

        assertThat(telemetry.scrape()).contains("callstream_calls_open 5.0");
    }

    @Test
    @Timeout(30)
    void countersGoOnAfterGarbageCollection() {
        AtomicLong ends = new AtomicLong();
        telemetry.counter(GatewayMetric.SECOND_ENDS, Tags.empty(), () -> ends.get());

        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }
        ends.set(7);

        assertThat(telemetry.scrape()).contains("callstream_events_second_ends_total 7.0");
    }
}
