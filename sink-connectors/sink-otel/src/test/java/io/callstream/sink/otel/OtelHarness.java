package io.callstream.sink.otel;

import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.otlp.FakeCollector;
import io.callstream.sink.testkit.otlp.OtlpHarness;
import io.callstream.sink.testkit.otlp.SpanRules;
import io.callstream.testing.events.SampleCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A collector behind a key that refuses some models, one by one. */
final class OtelHarness extends OtlpHarness<OtlpConfig> {
    private static final String KEY = "otel-key 7";
    private static final String UNWANTED = "unwanted-model";

    private final Map<String, Object> more;

    private OtelHarness(Map<String, Object> more) {
        super(new FakeCollector(
                new FakeCollector.Door("/v1/traces", "api-key", KEY),
                span -> SpanRules.text(span, "gen_ai.request.model").equals(UNWANTED)));
        this.more = more;
    }

    OtelHarness() {
        this(Map.of());
    }

    /** @param more settings beside those that every test needs */
    static OtelHarness with(Map<String, Object> more) {
        return new OtelHarness(more);
    }

    @Override
    public SinkFactory<OtlpConfig> factory() {
        return new OtelSinkFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of("timeout", "1s", "partial_success", "find"));
        settings.putAll(more);
        return settings;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                destination().uri("/").toString(),
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=otel-key%207");
    }

    @Override
    public Optional<CallEvent> poison() {
        SuccessEvent success = SampleCall.number(999).success();
        success.setModel(UNWANTED);
        return Optional.of(new CallEvent.Success(success));
    }

    @Override
    public Optional<String> secret() {
        return Optional.of(KEY);
    }
}
