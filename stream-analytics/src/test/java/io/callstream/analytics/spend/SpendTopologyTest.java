package io.callstream.analytics.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.callstream.analytics.Golden;
import io.callstream.analytics.TopologyRig;
import io.callstream.events.DerivedKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.SpendRecord;
import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendTopologyTest {
    private static final Duration REMEMBERED = Duration.ofDays(8);
    private static final Ledger LEDGER = new Ledger("1", Rating.RECORDED);

    private final AtomicInteger repeated = new AtomicInteger();
    private TopologyRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = TopologyRig.of(
                serdes -> SpendTopology.build(serdes, LEDGER, REMEMBERED, repeated::incrementAndGet), folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void theLedgerIsTheSumOfTheCalls() {
        long truth = 0;
        for (SampleCall call : SampleCall.first(50)) {
            rig.send(call.success());
            truth += call.success().getCostNanoUsd();
        }

        assertThat(ledger().values())
                .extracting(SpendRecord::getCostNanoUsd)
                .satisfies(costs -> assertThat(
                                costs.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(50 * SampleCall.number(0).success().getCostNanoUsd()));
        assertThat(truth).isEqualTo(50 * SampleCall.number(0).success().getCostNanoUsd());
    }

    @Test
    void whatAProviderMakesUpDoesNotEndTheLedger() {
        for (int i = 0; i < 12; i++) {
            SuccessEvent absurd = success(0, "absurd-" + i);
            absurd.setTotalTokens(999_999_999_999_999_999L);
            absurd.setCostNanoUsd(999_999_999_999_999_999L);
            rig.send(absurd);
        }

        assertThat(ledger().values())
                .extracting(SpendRecord::getTotalTokens, SpendRecord::getCalls)
                .containsExactly(tuple(Long.MAX_VALUE, 12L));
    }

    @Test
    void anEndThatIsToldAgainIsAddedOnce() {
        SuccessEvent one = success(0);
        SuccessEvent other = success(0, "other-call");
        rig.send(one, one, other);
        rig.pass(Duration.ofDays(7));
        rig.send(one, other);

        SpendRecord row = only();
        assertThat(row.getCalls()).isEqualTo(2);
        assertThat(row.getCostNanoUsd()).isEqualTo(one.getCostNanoUsd() * 2);
        assertThat(row.getTotalTokens()).isEqualTo(one.getTotalTokens() * 2);
        assertThat(repeated).hasValue(3);
    }

    @Test
    void theDayIsTheCallsOwnWhateverTheDayItArrives() {
        SuccessEvent late = success(0);
        late.setEventTime(Instant.parse("2026-11-24T23:59:59.999Z"));
        rig.send(late);

        assertThat(only().getDay()).isEqualTo("2026-11-24");
    }

    @Test
    void aFailureCountsWhenItUsedSomething() {
        FailureEvent refused = SampleCall.number(1).failure();
        FailureEvent hungUp = SampleCall.number(2).disconnected();
        hungUp.setCostNanoUsd(77L);
        rig.send(refused, hungUp);

        SpendRecord row = only();
        assertThat(row.getFailures()).isEqualTo(1);
        assertThat(row.getCalls()).isEqualTo(1);
        assertThat(row.getCostNanoUsd()).isEqualTo(77);
    }

    @Test
    void aCallWithoutAKnownPriceIsCountedAsSuch() {
        SuccessEvent unpriced = success(0);
        unpriced.setCostNanoUsd(null);
        rig.send(unpriced);

        assertThat(only().getUnpricedCalls()).isEqualTo(1);
        assertThat(only().getCostNanoUsd()).isZero();
    }

    @Test
    void rowsDifferByTagsAndNotByTheirOrder() {
        SuccessEvent one = success(0);
        one.setTags(List.of("b", "a"));
        SuccessEvent other = success(0, "second");
        other.setTags(List.of("a", "b", "a"));
        SuccessEvent untagged = success(0, "third");
        untagged.setTags(List.of());
        rig.send(one, other, untagged);

        Map<List<String>, Long> calls =
                ledger().values().stream().collect(Collectors.toMap(SpendRecord::getTags, SpendRecord::getCalls));
        assertThat(calls).containsExactlyInAnyOrderEntriesOf(Map.of(List.of("a", "b"), 2L, List.of(), 1L));
    }

    @Test
    void theTopologyIsTheOneThatRunsElsewhere() {
        Golden.same(
                "spend",
                SpendTopology.build(TopologyRig.serdes(), LEDGER, REMEMBERED, () -> {})
                        .describe()
                        .toString());
    }

    private static SuccessEvent success(int number) {
        return SampleCall.number(number).success();
    }

    private static SuccessEvent success(int number, String callId) {
        SuccessEvent event = success(number);
        event.setCallId(callId);
        event.setEventId(callId + ":success");
        return event;
    }

    private SpendRecord only() {
        Map<String, SpendRecord> ledger = ledger();
        assertThat(ledger).hasSize(1);
        return ledger.values().iterator().next();
    }

    private final Map<String, SpendRecord> seen = new HashMap<>();

    private Map<String, SpendRecord> ledger() {
        rig.written(DerivedKind.SPEND, SpendRecord.class).forEach(row -> seen.put(row.key, row.value));
        assertThat(seen).allSatisfy((key, row) -> assertThat(key).isEqualTo(row.getRowId()));
        return seen;
    }
}
