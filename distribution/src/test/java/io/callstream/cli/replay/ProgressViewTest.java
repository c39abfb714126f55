package io.callstream.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.replay.job.JobState;
import io.callstream.replay.job.JobStatus;
import io.callstream.sink.runtime.consume.Tally;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What people see while a replay runs. */
class ProgressViewTest {
    private final StringWriter out = new StringWriter();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @Test
    void aLineComesEveryFewSecondsWhereThereIsNoTerminal() {
        ProgressView view = new ProgressView(new PrintWriter(out), 0, clock);

        for (int second = 0; second <= 11; second++) {
            view.progress(status(second * 100, ""));
            now = now.plusSeconds(1);
        }
        view.end();

        assertThat(out.toString().lines())
                .containsExactly("500 of 2,000 (25%), 100/s, 15 s left", "1,000 of 2,000 (50%), 100/s, 10 s left");
    }

    @Test
    void aBarIsDrawnOverItselfAndNoWiderThanTheTerminal() {
        ProgressView view = new ProgressView(new PrintWriter(out), 60, clock);

        view.progress(status(0, ""));
        now = now.plusSeconds(1);
        view.progress(status(1_000, "http_503, 2 tries failed"));
        view.end();

        assertThat(out.toString().split("\r\u001b\\[K"))
                .filteredOn(line -> !line.isEmpty())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("[############............] 1,000 of 2,000 (50%)"))
                .satisfies(line -> assertThat(line).hasSize(59));
    }

    private static JobStatus status(long ended, String reason) {
        return new JobStatus("j", "file", JobState.RUNNING, new Tally(ended, 0, 0), 2_000, reason, Instant.EPOCH);
    }
}
