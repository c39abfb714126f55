package io.callstream.analytics.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.analytics.Golden;
import io.callstream.analytics.TopologyRig;
import io.callstream.events.CallRecord;
import io.callstream.events.ChunkEvent;
import io.callstream.events.DerivedKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.testing.events.SampleCall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallsTopologyTest {
    private static final CallSettings SETTINGS =
            new CallSettings(Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofHours(1));

    private final SampleCall streamed = SampleCall.number(1);
    private final SampleCall plain = SampleCall.number(2);
    private final Counts counts = new Counts();
    private ErasedSubjects erased = ErasedSubjects.none();
    private TopologyRig rig;

    @BeforeEach
    void start(@TempDir Path folder) {
        rig = TopologyRig.of(serdes -> CallsTopology.build(serdes, SETTINGS, counts, () -> erased), folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aStreamedCallBecomesOneRowWithWhatItsChunksAdd() {
        rig.send(streamed.preCall());
        rig.send(streamed.chunks().toArray(SpecificRecord[]::new));
        rig.send(streamed.success());

        CallRecord row = onlyRow();
        assertThat(row.getCallId()).isEqualTo(streamed.callId());
        assertThat(row.getOutcome()).isEqualTo("success");
        assertThat(row.getRequestBody()).isEqualTo(streamed.requestBody());
        assertThat(row.getResponseBody()).isEqualTo(streamed.responseBody());
        assertThat(row.getAttempts()).hasSize(1);
        assertThat(row.getCostNanoUsd()).isEqualTo(streamed.success().getCostNanoUsd());
        assertThat(row.getPreCallSeen()).isTrue();
        assertThat(row.getChunksSeen()).isEqualTo(SampleCall.CHUNKS).isEqualTo(row.getChunkCount());
        assertThat(row.getFirstChunkUs()).isEqualTo(310_000);
        assertThat(row.getMedianGapUs()).isEqualTo(20_000);
        assertThat(row.getMaxGapUs()).isEqualTo(20_000);
        assertThat(row.getTokensPerSecond()).isBetween(5.9, 6.0);
        assertThat(row.getErrorCode()).isNull();
    }

    @Test
    void eventsMayComeInAnyOrderAndMoreThanOnce() {
        List<ChunkEvent> chunks = streamed.chunks();
        rig.send(streamed.success(), chunks.get(2), chunks.get(0), chunks.get(2), streamed.success());
        assertThat(rows()).isEmpty();

        rig.send(chunks.get(1), streamed.preCall());

        assertThat(onlyRow().getChunksSeen()).isEqualTo(3);
        rig.send(streamed.preCall(), chunks.get(0), streamed.success());
        assertThat(rows()).isEmpty();
        assertThat(counts.repeated).isEqualTo(2);
        assertThat(counts.late).isEqualTo(1);
    }

    @Test
    void anEndDoesNotWaitLongForAChunkThatWasShed() {
        rig.send(streamed.preCall(), streamed.chunks().get(0), streamed.success());
        assertThat(rows()).isEmpty();

        rig.pass(Duration.ofSeconds(12));

        CallRecord row = onlyRow();
        assertThat(row.getChunksSeen()).isEqualTo(1);
        assertThat(row.getMedianGapUs()).isNull();
        assertThat(row.getResponseBody()).isEqualTo(streamed.responseBody());
    }

    @Test
    void aCallWithoutAnEndIsToldAsAnOrphanAndMendedWhenTheEndComes() {
        PreCallEvent preCall = streamed.preCall();
        rig.send(preCall, streamed.chunks().get(0));

        rig.pass(Duration.ofMinutes(16));

        CallRecord orphan = onlyRow();
        assertThat(orphan.getOutcome()).isEqualTo("orphan");
        assertThat(orphan.getStartedAt()).isEqualTo(preCall.getEventTime());
        assertThat(orphan.getTeamId()).isEqualTo(preCall.getTeamId());
        assertThat(orphan.getRequestBody()).isNull();
        assertThat(orphan.getChunksSeen()).isEqualTo(1);

        rig.send(streamed.chunks().get(1), streamed.chunks().get(2), streamed.success());

        CallRecord mended = onlyRow();
        assertThat(mended.getOutcome()).isEqualTo("success");
        assertThat(mended.getEventId()).isEqualTo(orphan.getEventId());
        assertThat(mended.getChunksSeen()).isEqualTo(3);
    }

    @Test
    void aFailureHasItsReasonInTheRow() {
        FailureEvent failure = plain.failure();
        rig.send(plain.preCall(), failure);

        CallRecord row = onlyRow();
        assertThat(row.getOutcome()).isEqualTo("failure");
        assertThat(row.getErrorCode()).isEqualTo("RATE_LIMITED");
        assertThat(row.getProviderErrorBody()).isEqualTo(failure.getProviderErrorBody());
        assertThat(row.getOrigin()).isEqualTo("provider");
    }

    @Test
    void nothingStaysForEver() {
        rig.send(streamed.preCall(), streamed.chunks().get(0), streamed.success(), plain.preCall());
        rig.send(SampleCall.number(3).chunks().get(1));
        rig.pass(Duration.ofMinutes(16));
        rig.pass(Duration.ofHours(2));

        assertThat(List.of(CallsTopology.ROWS, CallsTopology.CHUNKS, CallsTopology.ENDS, CallsTopology.DUE))
                .allSatisfy(store -> assertThat(rig.size(store)).as(store).isZero());
        assertThat(rows()).extracting(CallRecord::getOutcome).containsExactlyInAnyOrder("success", "orphan", "orphan");
    }

    @Test
    void theStoreOfOpenCallsHoldsNoBodies() {
        rig.send(plain.preCall());

        CallRecord kept =
                (CallRecord) rig.driver().getKeyValueStore(CallsTopology.ROWS).get(plain.callId());

        assertThat(kept.getRequestBody()).isNull();
        assertThat(kept.getOutcome()).isEqualTo("open");
    }

    @Test
    void aRecordThatCannotBeReadIsSkippedAndCounted() {
        rig.sendBytes("llm.success", plain.callId(), new byte[] {0, 0, 0, 0, 3, 1, 2});
        rig.send(plain.preCall(), plain.success());

        assertThat(onlyRow().getOutcome()).isEqualTo("success");
        assertThat(rig.skipped()).containsExactly("llm.success");
    }

    @Test
    void theTopologyIsTheOneThatRunsElsewhere() {
        Golden.same(
                "calls",
                CallsTopology.build(TopologyRig.serdes(), SETTINGS, counts, ErasedSubjects::none)
                        .describe()
                        .toString());
    }

    @Test
    void eventsOfAnErasedSubjectBecomeNoRow() {
        erased = ErasedSubjects.of(Set.of(new Subject(SubjectKind.CALL, streamed.callId())));

        rig.send(streamed.preCall(), streamed.success(), plain.preCall(), plain.success());

        assertThat(onlyRow().getCallId()).isEqualTo(plain.callId());
        assertThat(counts.erased).isEqualTo(2);
    }

    @Test
    void whatIsKeptOfACallGoesWhenItsSubjectIsErased() {
        rig.send(plain.preCall(), plain.success());
        assertThat(onlyRow().getEndUser()).isNotNull();

        erased = ErasedSubjects.of(
                Set.of(new Subject(SubjectKind.END_USER, plain.success().getEndUser())));
        rig.pass(Duration.ofSeconds(2));

        CallRecord kept = Objects.requireNonNull(kept(plain.callId()));
        assertThat(kept.getOutcome()).isEqualTo("erased");
        assertThat(kept.getEndUser()).isNull();
        assertThat(kept.getMetadata()).isEmpty();
        rig.pass(Duration.ofHours(2));
        assertThat(kept(plain.callId())).isNull();
    }

    private @Nullable CallRecord kept(String callId) {
        return rig.driver()
                .<String, CallRecord>getKeyValueStore(CallsTopology.ROWS)
                .get(callId);
    }

    private CallRecord onlyRow() {
        List<CallRecord> rows = rows();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<CallRecord> rows() {
        return rig.rows(DerivedKind.CALL, CallRecord.class);
    }

    private static final class Counts implements CallCounters {
        final List<String> outcomes = new ArrayList<>();
        int repeated;
        int late;
        int erased;

        @Override
        public void row(String outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void repeatedEnd() {
            repeated++;
        }

        @Override
        public void erased() {
            erased++;
        }

        @Override
        public void lateChunk() {
            late++;
        }
    }
}
