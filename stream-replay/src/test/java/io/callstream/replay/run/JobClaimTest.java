package io.callstream.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.job.MemoryJobLog;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.sink.runtime.consume.Tally;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One process at a time runs a job, also when several want to. */
class JobClaimTest {
    private static final JobStatus RUNNING = status(JobState.RUNNING);

    private final MemoryJobLog log = new MemoryJobLog();

    @Test
    void aJobThatNobodyRunsIsTaken() throws Exception {
        log.other(RUNNING, true);
        log.other(status(JobState.STOPPED), false);

        claim(time -> {}).take(RUNNING);

        assertThat(log.job("j").belongsTo("me")).isTrue();
    }

    @Test
    void aJobWhoseProcessSpeaksIsRefusedAtOnce() {
        log.other(RUNNING, true);

        JobClaim claim = claim(time -> {
            log.pass(time);
            log.other(RUNNING, false);
        });

        assertThatThrownBy(() -> claim.take(RUNNING))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("job j runs already");
        assertThat(log.job("j").belongsTo("me")).isFalse();
    }

    @Test
    void aJobWhoseProcessWasKilledIsTakenWhenItsLeaseIsOver() {
        log.other(RUNNING, true);

        assertThatCode(() -> claim(log::pass).take(RUNNING)).doesNotThrowAnyException();

        assertThat(log.job("j").belongsTo("me")).isTrue();
    }

    @Test
    void ofTwoThatWantAJobTheFirstHasIt() {
        log.other(RUNNING, true);
        log.pass(Duration.ofMinutes(1));
        log.write(RUNNING, "a third", true);

        JobClaim claim = claim(time -> {
            log.pass(time);
            log.write(RUNNING, "a third", false);
        });

        assertThatThrownBy(() -> claim.take(RUNNING)).isInstanceOf(ReplayRefusedException.class);
        assertThat(log.job("j").belongsTo("a third")).isTrue();
    }

    private JobClaim claim(JobClaim.Sleeper sleeper) {
        return new JobClaim(log, "me", sleeper);
    }

    private static JobStatus status(JobState state) {
        return new JobStatus("j", "file", state, Tally.NONE, 5, "", Instant.EPOCH);
    }
}
