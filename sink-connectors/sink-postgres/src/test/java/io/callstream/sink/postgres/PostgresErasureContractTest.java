package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.OpenErasureSink;
import io.callstream.sink.testkit.SubjectsCalls;
import org.junit.jupiter.api.Test;

class PostgresErasureContractTest extends ErasureContractTest<PostgresSinkConfig> {
    @Override
    protected ErasureHarness<PostgresSinkConfig> newHarness() {
        return new PostgresHarness();
    }

    /** It is not asked for them for ever, and nobody is told that they are gone. */
    @Test
    void rowsThatATriggerKeepsHoldTheSink() {
        TestDatabase database = ((PostgresHarness) harness()).database();
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, "somebody");
        store(calls.events());
        String schema = database.name();
        database.execute(
                "CREATE FUNCTION " + schema + ".keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        database.execute("CREATE TRIGGER keep BEFORE DELETE ON " + schema + ".calls FOR EACH ROW EXECUTE FUNCTION "
                + schema + ".keep()");
        try (OpenErasureSink sink = open()) {
            assertThat(sink.deliver(calls.erasure())).isEqualTo(Delivery.hold("sqlstate_42501"));
            database.execute("DROP TRIGGER keep ON " + schema + ".calls");
            sink.erase(calls.erasure());
        }
        harness().assertArrived(ids(taken(calls.ofOthers())));
    }
}
