package io.callstream.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.AlertEvent;
import io.callstream.sink.testkit.AlertContractTest;
import io.callstream.sink.testkit.AlertHarness;
import io.callstream.sink.testkit.Fixtures;
import io.callstream.sink.testkit.OpenAlertSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresAlertContractTest extends AlertContractTest<PostgresSinkConfig> {
    private static final String ROWS = "SELECT state || ' ' || value || ' ' || (labels->>'model') || ' '"
            + " || extract(epoch FROM resolved_at - started_at)::int FROM alerts";

    @Override
    protected AlertHarness<PostgresSinkConfig> newHarness() {
        return new PostgresHarness();
    }

    @Test
    void theEndCompletesTheRowWhicheverComesFirstAndHoweverOften() {
        AlertEvent firing = Fixtures.firing(1);
        AlertEvent resolved = Fixtures.resolved(1);
        try (OpenAlertSink sink = open()) {
            sink.deliverAll(List.of(resolved, firing, resolved, resolved, firing));
            assertThat(rows()).containsExactly("resolved 7.2 model-1 20");
            sink.deliverAll(List.of(firing, resolved));
            assertThat(rows()).containsExactly("resolved 7.2 model-1 20");
        }
    }

    private List<String> rows() {
        return ((PostgresHarness) harness()).database().query(ROWS);
    }
}
