package io.callstream.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.SpendRecord;
import io.callstream.events.WindowRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What costs nothing is not what nobody knows the cost of. */
class UnpricedModelsTest {
    private final UnpricedModels unpriced = UnpricedModels.of(List.of(ledger("mystery", 3), ledger("free", 0)));
    private final Sum sum = new Sum();

    @Test
    void whatNobodyKnowsThePriceOfHasNoCost() {
        ObjectNode json = sum(minute("mystery", 0));

        assertThat(json.path("cost_nano_usd").isNull()).isTrue();
        assertThat(json.path("unpriced_calls").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsFreeCostsNothing() {
        ObjectNode json = sum(minute("free", 0));

        assertThat(json.path("cost_nano_usd").asLong(-1)).isZero();
        assertThat(json.path("unpriced_calls").asInt()).isZero();
    }

    @Test
    void aSumOfBothIsKnownInPart() {
        ObjectNode json = sum(minute("mystery", 0), minute("gpt", 7), minute("mystery", 5));

        assertThat(json.path("cost_nano_usd").asLong()).isEqualTo(12);
        assertThat(json.path("unpriced_calls").asInt()).isEqualTo(2);
    }

    private ObjectNode sum(WindowRecord... rows) {
        for (WindowRecord row : rows) {
            sum.add(row, !unpriced.has(row));
        }
        return sum.json();
    }

    private static WindowRecord minute(String model, long cost) {
        return WindowRecord.newBuilder()
                .setRowId(model)
                .setWindowStart(Instant.EPOCH)
                .setWindowUs(60_000_000)
                .setModelGroup(model)
                .setCalls(2)
                .setTotalTokens(10)
                .setCostNanoUsd(cost)
                .build();
    }

    private static SpendRecord ledger(String model, long unpriced) {
        return SpendRecord.newBuilder()
                .setRowId(model)
                .setLedgerVersion("1")
                .setDay("1970-01-01")
                .setModelGroup(model)
                .setUnpricedCalls(unpriced)
                .setLastEventTime(Instant.EPOCH)
                .build();
    }
}
