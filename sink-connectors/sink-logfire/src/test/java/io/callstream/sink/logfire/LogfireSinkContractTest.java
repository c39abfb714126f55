package io.callstream.sink.logfire;

import io.callstream.sink.otlp.config.OtlpConfig;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class LogfireSinkContractTest extends SinkContractTest<OtlpConfig> {
    @Override
    protected SinkHarness<OtlpConfig> newHarness() {
        return new LogfireHarness();
    }
}
