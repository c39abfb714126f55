package io.callstream.cli.sql;

import io.callstream.cli.rows.RowOutput;
import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.query.QuerySession;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Runs a statement again and again, over a window that ends now. */
final class Follow {
    private final Duration every;
    private final Duration last;
    private final Clock clock;

    Follow(Duration every, Duration last, Clock clock) {
        this.every = every;
        this.last = last;
        this.clock = clock;
    }

    /** Until the thread is interrupted, or the process ends. */
    void run(QuerySession session, Runnable statements, RowOutput out) throws InterruptedException {
        while (true) {
            TimeSpan window = new TimeSpan(Optional.of(clock.instant().minus(last)), Optional.empty());
            session.use(session.options().withSpan(window));
            if (out.terminal()) {
                out.clear();
            }
            statements.run();
            Thread.sleep(every.toMillis());
        }
    }
}
