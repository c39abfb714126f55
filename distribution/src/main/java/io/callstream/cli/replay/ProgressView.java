package io.callstream.cli.replay;

import io.callstream.cli.text.Printable;
import io.callstream.replay.job.JobStatus;
import io.callstream.replay.run.ProgressListener;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows how far a replay has come: as a bar on a terminal, elsewhere as a line every few seconds. For one thread. */
final class ProgressView implements ProgressListener {
    private static final Duration BAR_EVERY = Duration.ofMillis(200);
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final String FROM_THE_LEFT = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;
    private @Nullable JobStatus first;
    private Instant begun = Instant.MIN;
    private Instant shown = Instant.MIN;

    ProgressView(PrintWriter out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void progress(JobStatus status) {
        Instant now = clock.instant();
        JobStatus before = first;
        if (before == null) {
            first = status;
            begun = now;
            shown = now;
            return;
        }
        if (now.isBefore(shown.plus(terminal ? BAR_EVERY : LINE_EVERY))) {
            return;
        }
        shown = now;
        long fresh = status.tally().total() - before.tally().total();
        String line = Printable.of(ProgressText.line(status, fresh, Duration.between(begun, now)));
        if (terminal) {
            out.print(FROM_THE_LEFT + ProgressText.bar(status) + " " + line);
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the line that the bar stands in. */
    void end() {
        if (terminal && first != null) {
            out.print(FROM_THE_LEFT);
            out.flush();
        }
    }
}
