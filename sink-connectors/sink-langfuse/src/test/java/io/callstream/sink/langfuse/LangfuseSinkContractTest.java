package io.callstream.sink.langfuse;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class LangfuseSinkContractTest extends SinkContractTest<LangfuseSinkConfig> {
    @Override
    protected SinkHarness<LangfuseSinkConfig> newHarness() {
        return LangfuseHarness.start();
    }
}
