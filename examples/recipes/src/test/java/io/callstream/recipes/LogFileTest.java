package io.callstream.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.recipes.logfile.LogFileFactory;
import io.callstream.sink.CallEvent;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFileTest extends SinkContractTest<Path> {
    @Override
    protected SinkHarness<Path> newHarness() {
        return new LineHarness(new LogFileFactory(), event -> event.kind().terminal(), line -> line.split(" ")[2]);
    }

    @Test
    void saysWhatACallTook() {
        SuccessEvent call = SampleCall.number(1).success();
        call.setCostNanoUsd(1_234_500L);
        call.setDurationUs(2_345_678L);
        assertThat(line(new CallEvent.Success(call)))
                .contains(" INFO ", "tokens=24+3", "cost=$0.001234500", "took=2345ms");
        call.setCostNanoUsd(null);
        assertThat(line(new CallEvent.Success(call))).contains("cost=unknown");
    }

    @Test
    void keepsACallersLineBreaksFromLookingLikeLines() {
        FailureEvent call = SampleCall.number(2).failure();
        call.setModelGroup("x\n2026-01-01T00:00:00Z INFO forged");
        assertThat(line(new CallEvent.Failure(call))).contains(" ERROR ", "model=x 2026");
    }

    private String line(CallEvent event) {
        int before = ((LineHarness) harness()).lines().size();
        try (OpenSink<Path> sink = open()) {
            sink.deliverAll(List.of(event));
        }
        List<String> lines = ((LineHarness) harness()).lines();
        assertThat(lines).hasSize(before + 1);
        return lines.get(before);
    }
}
