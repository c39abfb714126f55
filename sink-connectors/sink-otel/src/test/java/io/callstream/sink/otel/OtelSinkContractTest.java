package io.callstream.sink.otel;

import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class OtelSinkContractTest extends SinkContractTest<OtlpConfig> {
    @Override
    protected SinkHarness<OtlpConfig> newHarness() {
        return new OtelHarness();
    }
}
