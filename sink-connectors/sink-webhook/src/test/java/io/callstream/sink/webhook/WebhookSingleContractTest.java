package io.callstream.sink.webhook;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Map;

class WebhookSingleContractTest extends SinkContractTest<WebhookSinkConfig> {
    @Override
    protected SinkHarness<WebhookSinkConfig> newHarness() {
        return WebhookHarness.with(Map.of(
                "mode", "single", "headers", Map.of("Authorization", "Bearer token-5151", "X-Model", "{model_group}")));
    }
}
