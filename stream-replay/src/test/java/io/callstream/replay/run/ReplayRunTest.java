package io.callstream.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.job.MemoryJobLog;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.PlanCounts;
import io.callstream.replay.plan.ReplayPlan;
import io.callstream.replay.plan.Terms;
import io.callstream.sink.runtime.consume.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run ends, and what its job's records say then. */
class ReplayRunTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ReplayPlan PLAN = new ReplayPlan(
            new JobId("j"),
            "file",
            NOW,
            List.of(),
            Filter.ALL,
            new Terms(OptionalDouble.empty(), 0),
            new PlanCounts(Map.of("success", 3L), 0, Optional.empty(), Optional.empty(), 1));

    private final MemoryJobLog log = new MemoryJobLog();
    private final Delivery delivery = new Delivery();
    private ProgressListener listener = status -> {};

    /** A delivery that gets one event further each time that it is looked at. */
    private static final class Delivery implements Delivering {
        private long delivered;
        private boolean stuck;
        private boolean closed;
        private Optional<String> failure = Optional.empty();

        @Override
        public Tally tally() {
            if (!stuck && delivered < total()) {
                delivered++;
            }
            return new Tally(delivered, 0, 0);
        }

        @Override
        public long total() {
            return 3;
        }

        @Override
        public boolean complete() {
            return delivered == total();
        }

        @Override
        public Optional<String> failure() {
            return failure;
        }

        @Override
        public String trouble() {
            return "";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void claim() {
        log.write(new JobStatus("j", "file", JobState.RUNNING, Tally.NONE, 3, "", NOW), "me", true);
    }

    @Test
    void whatHasCometoItsEndIsDone() throws Exception {
        Outcome outcome = run().run(delivery);

        assertThat(outcome.status().state()).isEqualTo(JobState.DONE);
        assertThat(outcome.resumable()).isFalse();
        assertThat(log.job("j").status().orElseThrow().tally()).isEqualTo(new Tally(3, 0, 0));
        assertThat(delivery.closed).isTrue();
    }

    @Test
    void whatIsStoppedCanBeTakenUp() throws Exception {
        delivery.stuck = true;
        ReplayRun run = run();
        run.stop();

        Outcome outcome = run.run(delivery);

        assertThat(outcome.resumable()).isTrue();
        assertThat(log.job("j").status().orElseThrow().state()).isEqualTo(JobState.STOPPED);
    }

    @Test
    void whatIsCancelledIsOver() throws Exception {
        delivery.stuck = true;
        listener = status -> log.askToCancel("j");

        Outcome outcome = run().run(delivery);

        assertThat(outcome.status().state()).isEqualTo(JobState.CANCELLED);
        assertThat(outcome.resumable()).isFalse();
    }

    @Test
    void whoLosesTheJobLeavesItsRecordsAlone() throws Exception {
        delivery.stuck = true;
        JobStatus theirs = new JobStatus("j", "file", JobState.RUNNING, new Tally(2, 0, 0), 3, "", NOW);
        listener = status -> {
            log.pass(java.time.Duration.ofMinutes(1));
            log.other(theirs, true);
        };

        Outcome outcome = run().run(delivery);

        assertThat(outcome.status().reason()).isEqualTo("another process has taken the job over");
        assertThat(log.job("j").status()).hasValue(theirs);
    }

    @Test
    void whatFailsSaysWhyAndIsNotTakenUpBlindly() throws Exception {
        delivery.failure = Optional.of("events are gone from the topics: llm.success-0: 0 to 6");

        Outcome outcome = run().run(delivery);

        assertThat(outcome.resumable()).isFalse();
        assertThat(outcome.status().reason()).contains("llm.success-0: 0 to 6");
    }

    private ReplayRun run() {
        return new ReplayRun(PLAN, log, "me", status -> listener.progress(status), Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
