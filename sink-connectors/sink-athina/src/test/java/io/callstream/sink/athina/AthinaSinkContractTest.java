package io.callstream.sink.athina;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class AthinaSinkContractTest extends SinkContractTest<AthinaSinkConfig> {
    @Override
    protected SinkHarness<AthinaSinkConfig> newHarness() {
        return AthinaHarness.start();
    }
}
