package io.callstream.sink.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.CallEvent;
import io.callstream.sink.Repeats;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every sink must do below the runtime that waits, tries again and divides batches.
 *
 * @param <C> the sink's configuration
 */
abstract class RuntimeContract<C> extends ContractRig<C> {
    @Test
    void theRuntimeWaitsOutAnOutageWithoutADeadLetter() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = openForAnOutage()) {
            inflict(Fault.OUTAGE);
            EngineRun run = EngineRun.of(sink, batch, 4, harness::heal);
            assertThat(run.waits()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void theRuntimeWaitsAsLongAsABusyDestinationAsks() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.BUSY);
            EngineRun run = EngineRun.of(sink, batch, 2, harness::heal);
            assertThat(run.waits().subList(0, 2))
                    .allSatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(Fault.BUSY_FOR));
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
    }

    @Test
    void whatFailedOfABatchIsSentAgainAndNothingIsLost() throws Exception {
        List<CallEvent> batch = events(20);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.PARTLY);
            EngineRun run = EngineRun.of(sink, batch, 20, harness::heal);
            harness.heal();
            assertThat(run.waits()).isNotEmpty();
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
        assertOnce(batch);
    }

    @Test
    void aBatchThatADeadSinkHadHalfDeliveredEndsAsIfItCameOnce() throws Exception {
        try (OpenSink<C> sink = open()) {
            boolean promised = harness.factory().repeats(sink.config()) == Repeats.MERGED;
            assertThat(promised && harness.repeatsBecause().isPresent())
                    .as("the sink says that repeats are merged, and its harness that they are not")
                    .isFalse();
        }
        skipIf(harness.repeatsBecause().isPresent(), harness.repeatsBecause().orElse(""));
        List<CallEvent> batch = events(20);
        try (OpenSink<C> dead = open()) {
            dead.deliverAll(batch.subList(0, 9));
        }
        try (OpenSink<C> next = open()) {
            next.deliverAll(batch);
        }
        harness.assertArrived(ids(batch));
        assertOnce(batch);
    }

    @Test
    void theRuntimeGoesOnAfterAHold() {
        List<CallEvent> batch = events(10);
        try (OpenSink<C> sink = open()) {
            inflict(Fault.KEY_REVOKED);
            EngineRun run = EngineRun.of(sink, batch, 1, harness::heal);
            assertThat(run.holds()).isEqualTo(1);
            assertThat(run.buriedIds()).isEmpty();
            assertThat(run.deliveredIds()).isEqualTo(ids(batch));
        }
        harness.assertArrived(ids(batch));
    }
}
