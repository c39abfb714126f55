package io.callstream.sink.clickhouse;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;

class ClickHouseSinkContractTest extends SinkContractTest<ClickHouseSinkConfig> {
    @Override
    protected SinkHarness<ClickHouseSinkConfig> newHarness() {
        return new ClickHouseHarness();
    }
}
