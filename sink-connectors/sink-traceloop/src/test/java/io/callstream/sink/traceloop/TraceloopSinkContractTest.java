package io.callstream.sink.traceloop;

import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class TraceloopSinkContractTest extends SinkContractTest<OtlpConfig> {
    @Override
    protected SinkHarness<OtlpConfig> newHarness() {
        return new TraceloopHarness();
    }
}
