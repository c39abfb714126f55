package io.callstream.sink.mysql;

import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("io.callstream.sink.mysql.MariaDb#runsHere")
class MysqlSinkContractTest extends SinkContractTest<MysqlSinkConfig> {
    @Override
    protected SinkHarness<MysqlSinkConfig> newHarness() {
        return new MysqlHarness();
    }
}
