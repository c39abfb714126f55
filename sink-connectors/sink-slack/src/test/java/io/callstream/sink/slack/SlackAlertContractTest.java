package io.callstream.sink.slack;

import io.callstream.sink.testkit.AlertContractTest;
import io.callstream.sink.testkit.AlertHarness;

class SlackAlertContractTest extends AlertContractTest<SlackSinkConfig> {
    @Override
    protected AlertHarness<SlackSinkConfig> newHarness() {
        return SlackHarness.start();
    }
}
