package io.callstream.sink.s3;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.util.Map;

class S3SinkContractTest extends SinkContractTest<S3SinkConfig> {
    @Override
    protected SinkHarness<S3SinkConfig> newHarness() {
        return S3Harness.with(Map.of());
    }
}
