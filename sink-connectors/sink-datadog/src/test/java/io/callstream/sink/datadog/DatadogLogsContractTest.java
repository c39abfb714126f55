package io.callstream.sink.datadog;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class DatadogLogsContractTest extends SinkContractTest<DatadogSinkConfig> {
    @Override
    protected SinkHarness<DatadogSinkConfig> newHarness() {
        return DatadogHarness.logs();
    }
}
