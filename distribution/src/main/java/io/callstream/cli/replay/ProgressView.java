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
    private final int width;
    private final Clock clock;
    private @Nullable JobStatus first;
    private Instant begun = Instant.MIN;
    private Instant shown = Instant.MIN;

    /** @param width columns of the terminal; 0 where there is none */
    ProgressView(PrintWriter out, int width, Clock clock) {
        this.out = out;
        this.width = width;
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
        if (now.isBefore(shown.plus(width > 0 ? BAR_EVERY : LINE_EVERY))) {
            return;
        }
        shown = now;
        long fresh = status.tally().total() - before.tally().total();
        String line = Printable.of(ProgressText.line(status, fresh, Duration.between(begun, now)));
        if (width > 0) {
            String bar = ProgressText.bar(status) + " " + line;
            // A line that is longer than the terminal would be left behind.
            out.print(FROM_THE_LEFT + bar.substring(0, Math.min(bar.length(), width - 1)));
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the line that the bar stands in. */
    void end() {
        if (width > 0 && first != null) {
            out.print(FROM_THE_LEFT);
            out.flush();
        }
    }
}
