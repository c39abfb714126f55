package io.callstream.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.SuccessEvent;
import io.callstream.recipes.costlog.CostLogFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostLogTest extends SinkContractTest<Path> {
    @Override
    protected SinkHarness<Path> newHarness() {
        return new LineHarness(new CostLogFactory(), CallEvent.Success.class::isInstance, line -> line.split("\"")[1]);
    }

    @Test
    void writesMoneyExactlyAndQuotesWhatCallersChoose() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setCostNanoUsd(100_000_007L);
        call.setEndUser("Ann \"A\", B\n");
        try (OpenSink<Path> sink = open()) {
            sink.deliverAll(List.of(new CallEvent.Success(call)));
        }
        assertThat(((LineHarness) harness()).lines())
                .singleElement()
                .asString()
                .contains("\"0.100000007\"", "\"Ann \"\"A\"\", B \"");
    }

    @Test
    void leavesAnUnknownCostEmpty() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setCostNanoUsd(null);
        call.setPriceVersion(null);
        try (OpenSink<Path> sink = open()) {
            sink.deliverAll(List.of(new CallEvent.Success(call)));
        }
        String line = ((LineHarness) harness()).lines().get(0);
        assertThat(line).endsWith(",,");
        assertThat(line.split(",", -1)).hasSize(CostLogFactory.COLUMNS.size());
    }
}
