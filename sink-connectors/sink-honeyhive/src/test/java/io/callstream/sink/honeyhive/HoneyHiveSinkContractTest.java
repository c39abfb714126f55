package io.callstream.sink.honeyhive;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Map;

class HoneyHiveSinkContractTest extends SinkContractTest<HoneyHiveSinkConfig> {
    @Override
    protected SinkHarness<HoneyHiveSinkConfig> newHarness() {
        return HoneyHiveHarness.with(Map.of());
    }
}
