package io.callstream.sink.file;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class FileSinkContractTest extends SinkContractTest<FileSinkConfig> {
    @Override
    protected SinkHarness<FileSinkConfig> newHarness() {
        return new FileHarness();
    }
}
