package io.callstream.cli.replay;

import io.callstream.replay.job.JobStatus;
import java.time.Duration;
import java.util.Locale;

/** How far a replay has come, in one line. */
final class ProgressText {
    private static final int BAR = 24;
    private static final double NANOS = 1e9;

    private ProgressText() {}

    /**
     * {@code 1,234 of 5,000 (24%), 120/s, 32 s left}, and what it waits for.
     *
     * @param fresh events that ended since this process began
     * @param took how long that took
     */
    static String line(JobStatus status, long fresh, Duration took) {
        long ended = status.tally().total();
        double rate = took.isZero() ? 0 : fresh * NANOS / took.toNanos();
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "%,d of %,d (%d%%)", ended, status.total(), percent(status)));
        if (rate > 0) {
            line.append(", ").append(number(rate)).append("/s");
            if (ended < status.total()) {
                Duration left = Duration.ofMillis(Math.round(1000 * (status.total() - ended) / rate));
                line.append(", ").append(words(left)).append(" left");
            }
        }
        if (status.tally().refused() > 0) {
            line.append(", ").append(status.tally().refused()).append(" refused");
        }
        if (!status.reason().isEmpty()) {
            line.append("; ").append(status.reason());
        }
        return line.toString();
    }

    static String bar(JobStatus status) {
        int filled = percent(status) * BAR / 100;
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
    }

    private static int percent(JobStatus status) {
        return status.total() == 0
                ? 100
                : (int) Math.min(100, 100 * status.tally().total() / status.total());
    }

    static String number(double rate) {
        return rate >= 10 || rate == Math.rint(rate)
                ? String.format(Locale.ROOT, "%,d", Math.round(rate))
                : String.format(Locale.ROOT, "%.1f", rate);
    }

    /** {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    static String words(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : Math.max(1, time.toSeconds()) + " s";
    }
}
