package io.callstream.sink.posthog;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class PostHogSinkContractTest extends SinkContractTest<PostHogSinkConfig> {
    @Override
    protected SinkHarness<PostHogSinkConfig> newHarness() {
        return PostHogHarness.start();
    }
}
