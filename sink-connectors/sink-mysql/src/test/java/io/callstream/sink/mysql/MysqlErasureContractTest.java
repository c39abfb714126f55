package io.callstream.sink.mysql;

import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.callstream.sink.mysql.MariaDb#runsHere")
class MysqlErasureContractTest extends ErasureContractTest<MysqlSinkConfig> {
    @Override
    protected ErasureHarness<MysqlSinkConfig> newHarness() {
        return new MysqlHarness();
    }
}
