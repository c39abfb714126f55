package io.callstream.cli.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells the user, line by line, what has started and how long it took. Safe for use by several threads. */
public final class Progress {
    private static final double MILLIS_PER_SECOND = 1000;

    private final PrintWriter out;

    public Progress(PrintWriter out) {
        this.out = out;
    }

    /** One line as it is. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A service answers. */
    public void started(String service, String where, Duration took) {
        say(String.format(Locale.ROOT, "  %-11s %-44s %5.1f s", service, where, took.toMillis() / MILLIS_PER_SECOND));
    }
}
