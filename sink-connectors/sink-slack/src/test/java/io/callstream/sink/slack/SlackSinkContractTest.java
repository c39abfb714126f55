package io.callstream.sink.slack;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class SlackSinkContractTest extends SinkContractTest<SlackSinkConfig> {
    @Override
    protected SinkHarness<SlackSinkConfig> newHarness() {
        return SlackHarness.start();
    }
}
