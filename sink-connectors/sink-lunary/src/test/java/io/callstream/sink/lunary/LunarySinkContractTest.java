package io.callstream.sink.lunary;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class LunarySinkContractTest extends SinkContractTest<LunarySinkConfig> {
    @Override
    protected SinkHarness<LunarySinkConfig> newHarness() {
        return LunaryHarness.start();
    }
}
