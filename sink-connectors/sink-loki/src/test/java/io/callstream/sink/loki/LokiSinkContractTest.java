package io.callstream.sink.loki;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class LokiSinkContractTest extends SinkContractTest<LokiSinkConfig> {
    @Override
    protected SinkHarness<LokiSinkConfig> newHarness() {
        return LokiHarness.start();
    }
}
