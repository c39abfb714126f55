package io.callstream.sink.traceloop;

import io.callstream.sink.SinkFactory;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.otlp.FakeCollector;
import io.callstream.sink.testkit.otlp.OtlpHarness;
import java.util.Map;
import java.util.Optional;

/** Traceloop with one key. */
final class TraceloopHarness extends OtlpHarness<OtlpConfig> {
    private static final String KEY = "tl_5f81";

    TraceloopHarness() {
        super(new FakeCollector(new FakeCollector.Door("/v1/traces", "authorization", "Bearer " + KEY), span -> false));
    }

    @Override
    public SinkFactory<OtlpConfig> factory() {
        return new TraceloopSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("timeout", "1s");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "TRACELOOP_API_KEY",
                KEY,
                "TRACELOOP_BASE_URL",
                destination().uri("").toString());
    }

    @Override
    public String whyNoPoison() {
        return "nothing is documented that Traceloop refuses a span for";
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(KEY);
    }
}
