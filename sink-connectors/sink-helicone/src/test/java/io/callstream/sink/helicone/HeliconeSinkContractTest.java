package io.callstream.sink.helicone;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class HeliconeSinkContractTest extends SinkContractTest<HeliconeSinkConfig> {
    @Override
    protected SinkHarness<HeliconeSinkConfig> newHarness() {
        return HeliconeHarness.start();
    }
}
