package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a call adds to the metrics, exactly: an operator sees nothing else of most calls. */
class MeteredCallTest {
    private static final String YAML = "model_list:\n"
            + CallRig.item("one", "input_cost_per_token: 0.001\noutput_cost_per_token: 0.001")
            + "router_settings: {num_retries: 1}\n";
    private static final String GROUP = "{model_group=\"m\",provider=\"openai\",team=\"none\"}";
    private static final String NOWHERE = "{model_group=\"none\",provider=\"none\",team=\"none\"}";
    private static final String ERROR = "{\"error\":{\"message\":\"broken\"}}";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}\n\n";

    /** Metrics are no exact numbers. */
    private static final Offset<Double> ROUNDED = Offset.offset(1e-9);

    private final CallRig rig = new CallRig(YAML);

    @AfterEach
    void close() {
        rig.close();
    }

    private void pass(int millis) {
        rig.advance(Duration.ofMillis(millis));
    }

    /** @param sample name and labels */
    private double value(String sample) {
        return rig.metrics()
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + sample));
    }

    private void timed(String what, int times, double seconds) {
        assertThat(value("callstream_call_" + what + "_seconds_count" + GROUP)).isEqualTo(times);
        assertThat(value("callstream_call_" + what + "_seconds_sum" + GROUP)).isEqualTo(seconds, ROUNDED);
    }

    private void stream() {
        rig.call(CallRig.stream());
        pass(40);
        rig.wire().beginStream();
        pass(20);
        rig.wire().chunk(CallRig.frame("Hi", "stop"));
        pass(100);
        rig.wire().chunk(USAGE).chunk("data: [DONE]\n\n").endChunks();
        rig.loop().run();
    }

    @Test
    void aStreamIsTimedToItsFirstTokenAndToItsEnd() {
        stream();

        timed("duration", 1, 0.16);
        timed("upstream", 1, 0.16);
        timed("ttft", 1, 0.06);
        assertThat(value("callstream_calls_total{outcome=\"success\"}")).isEqualTo(1);
    }

    @Test
    void aPlainAnswerHasNoFirstToken() {
        rig.call(CallRig.plain());
        pass(40);
        rig.wire().answer(200, CallRig.answer("Hi"));

        timed("duration", 1, 0.04);
        timed("ttft", 0, 0);
    }

    @Test
    void itsTokensAndWhatTheyCostAreAdded() {
        stream();
        rig.call(CallRig.plain());
        rig.wire().answer(200, CallRig.answer("Hi"));
        rig.loop().run();

        assertThat(value("callstream_cost_usd_total" + GROUP)).isEqualTo(0.009, ROUNDED);
        assertThat(value("litellm_input_tokens_metric_total{model=\"m\",requested_model=\"m\","
                        + "api_provider=\"openai\",team=\"none\"}"))
                .isEqualTo(4);
        assertThat(value("callstream_calls_unpriced_total" + GROUP)).isZero();
    }

    @Test
    void aPauseBetweenAttemptsIsWhatTheGatewayAdds() {
        rig.call(CallRig.plain());
        pass(100);
        rig.wire().answer(500, "retry-after-ms: 2000\r\n", ERROR);
        pass(2_000);
        rig.wire().answer(200, CallRig.answer("Hi"));

        timed("duration", 1, 2.1);
        timed("upstream", 1, 0.1);
        assertThat(value("callstream_call_overhead_seconds_sum")).isEqualTo(2, ROUNDED);
    }

    @Test
    void oneThatFailsIsTimedAndCountedByItsErrorAndWhatCameOfItIsPaid() {
        rig.call(CallRig.stream());
        pass(40);
        rig.wire().beginStream().chunk(CallRig.frame("Hi", null)).chunk(USAGE);
        rig.wire().close();

        timed("duration", 1, 0.04);
        timed("ttft", 1, 0.04);
        assertThat(value("callstream_calls_total{outcome=\"stream_interrupted\"}"))
                .isEqualTo(1);
        assertThat(value("callstream_cost_usd_total" + GROUP)).isEqualTo(0.007, ROUNDED);
        assertThat(value("callstream_call_overhead_seconds_count"))
                .as("of good ones")
                .isZero();
    }

    @Test
    void oneThatGoesNowhereIsCountedThere() {
        rig.call("{\"model\":\"unknown\",\"messages\":[]}");

        assertThat(value("callstream_calls_total{outcome=\"model_not_found\"}")).isEqualTo(1);
        assertThat(value("callstream_call_duration_seconds_count" + NOWHERE)).isEqualTo(1);
        assertThat(value("callstream_call_upstream_seconds_count" + NOWHERE)).isZero();
    }
}
