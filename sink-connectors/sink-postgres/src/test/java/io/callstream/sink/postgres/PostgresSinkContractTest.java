package io.callstream.sink.postgres;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class PostgresSinkContractTest extends SinkContractTest<PostgresSinkConfig> {
    @Override
    protected SinkHarness<PostgresSinkConfig> newHarness() {
        return new PostgresHarness();
    }
}
