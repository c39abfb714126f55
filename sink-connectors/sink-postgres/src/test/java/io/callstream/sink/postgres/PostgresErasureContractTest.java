package io.callstream.sink.postgres;

import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;

class PostgresErasureContractTest extends ErasureContractTest<PostgresSinkConfig> {
    @Override
    protected ErasureHarness<PostgresSinkConfig> newHarness() {
        return new PostgresHarness();
    }
}
