package io.callstream.sink.webhook;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class WebhookSinkContractTest extends SinkContractTest<WebhookSinkConfig> {
    @Override
    protected SinkHarness<WebhookSinkConfig> newHarness() {
        return WebhookHarness.in("batch");
    }
}
