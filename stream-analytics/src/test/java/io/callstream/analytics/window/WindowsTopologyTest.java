package io.callstream.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.analytics.Golden;
import io.callstream.analytics.TopologyRig;
import io.callstream.events.DerivedKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.WindowRecord;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsTopologyTest {
    private static final Duration REMEMBERED = Duration.ofDays(8);
    private static final Duration KEPT = Duration.ofDays(2);

    private TopologyRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = TopologyRig.of(serdes -> WindowsTopology.build(serdes, REMEMBERED, KEPT, () -> {}), folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aMinuteHasItsCallsErrorsTokensAndPercentiles() {
        Instant minute = Instant.parse("2026-11-26T12:34:00Z");
        for (int i = 0; i < 50; i++) { // sample calls are a second apart
            SuccessEvent success = SampleCall.number(2 * i).success();
            success.setEventTime(minute.plusSeconds(i));
            success.setDurationUs((i + 1) * 100_000L);
            rig.send(success, success);
        }
        rig.send(at(SampleCall.number(101), minute.plusSeconds(3)));

        WindowRecord row = onlyRow();
        assertThat(row.getWindowStart()).isEqualTo(minute);
        assertThat(row.getCalls()).isEqualTo(51);
        assertThat(row.getSuccesses()).isEqualTo(50);
        assertThat(row.getFailures()).isEqualTo(1);
        assertThat(row.getRateLimited()).isEqualTo(1);
        assertThat(row.getErrors()).isEqualTo(Map.of("RATE_LIMITED", "1"));
        assertThat(row.getProviderErrors()).isEqualTo(1);
        assertThat(row.getTotalTokens())
                .isEqualTo(50 * SampleCall.number(0).success().getTotalTokens());
        assertThat(row.getDurationP50Us()).isCloseTo(2_500_000, Percentage.withPercentage(2));
        assertThat(row.getDurationP95Us()).isCloseTo(4_700_000, Percentage.withPercentage(2));
        assertThat(row.getDurationMaxUs()).isEqualTo(5_000_000);
        assertThat(row.getDurationSumUs()).isEqualTo(127_500_000);
        assertThat(row.getTtftP50Us()).isCloseTo(310_000, Percentage.withPercentage(1));
    }

    @Test
    void aLateCallFindsItsMinuteAndAClockThatIsAheadShutsOutNobody() {
        SuccessEvent ahead = SampleCall.number(0).success();
        ahead.setEventTime(Instant.parse("2031-01-01T00:00:00Z"));
        SuccessEvent late = SampleCall.number(2).success();
        late.setEventTime(Instant.parse("2026-11-20T00:00:00Z"));

        rig.send(ahead, late);

        assertThat(rows().values()).extracting(WindowRecord::getCalls).containsExactly(1L, 1L);
    }

    @Test
    void oldMinutesLeaveTheStoreWithoutAWordOnTheTopic() {
        SuccessEvent success = SampleCall.number(0).success();
        success.setEventTime(Instant.parse("2026-11-26T12:00:00Z"));
        rig.send(success);
        rows();

        rig.pass(KEPT.plusMinutes(2));

        assertThat(rig.size(WindowsTopology.ROWS)).isZero();
        assertThat(rig.written(DerivedKind.WINDOW, WindowRecord.class)).isEmpty();
    }

    @Test
    void theTopologyIsTheOneThatRunsElsewhere() {
        Golden.same(
                "windows",
                WindowsTopology.build(TopologyRig.serdes(), REMEMBERED, KEPT, () -> {})
                        .describe()
                        .toString());
    }

    private static FailureEvent at(SampleCall call, Instant time) {
        var failure = call.failure();
        failure.setEventTime(time);
        return failure;
    }

    private WindowRecord onlyRow() {
        Map<String, WindowRecord> rows = rows();
        assertThat(rows).hasSize(1);
        return rows.values().iterator().next();
    }

    private Map<String, WindowRecord> rows() {
        Map<String, WindowRecord> rows = new HashMap<>();
        rig.written(DerivedKind.WINDOW, WindowRecord.class).forEach(row -> rows.put(row.key, row.value));
        return rows;
    }
}
