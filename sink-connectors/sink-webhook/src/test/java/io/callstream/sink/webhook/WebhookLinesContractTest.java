package io.callstream.sink.webhook;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Map;

class WebhookLinesContractTest extends SinkContractTest<WebhookSinkConfig> {
    @Override
    protected SinkHarness<WebhookSinkConfig> newHarness() {
        return WebhookHarness.with(Map.of("mode", "ndjson"));
    }
}
