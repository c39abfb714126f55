package io.callstream.sink.sentry;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Map;

class SentrySinkContractTest extends SinkContractTest<SentrySinkConfig> {
    @Override
    protected SinkHarness<SentrySinkConfig> newHarness() {
        return SentryHarness.with(Map.of());
    }
}
