package io.callstream.sink.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.OpenErasureSink;
import io.callstream.sink.testkit.SubjectsCalls;
import org.junit.jupiter.api.Test;

class ClickHouseErasureContractTest extends ErasureContractTest<ClickHouseSinkConfig> {
    @Override
    protected ErasureHarness<ClickHouseSinkConfig> newHarness() {
        return new ClickHouseHarness();
    }

    /** One that takes longer than a request goes on at the server; another beside it would only be more work. */
    @Test
    void aMutationThatRunsIsWaitedFor() {
        FakeClickHouse server = ((ClickHouseHarness) harness()).server();
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, "somebody");
        store(calls.events());
        try (OpenErasureSink sink = open()) {
            server.mutationsRunning(1);
            assertThat(sink.deliver(calls.erasure())).isEqualTo(Delivery.retry("clickhouse_mutation_running"));
            harness().assertArrived(ids(taken(calls.events())));
            server.mutationsRunning(0);
            sink.erase(calls.erasure());
        }
        harness().assertArrived(ids(taken(calls.ofOthers())));
    }
}
