package io.callstream.cli.sql;

import io.callstream.cli.rows.RowColumn;
import io.callstream.cli.rows.RowFormat;
import io.callstream.cli.rows.RowOutput;
import io.callstream.cli.rows.RowWriter;
import io.callstream.cli.terminal.ProgressLine;
import io.callstream.cli.text.Printable;
import io.callstream.sql.query.QueryResult;
import io.callstream.sql.query.QuerySession;
import io.callstream.sql.query.ScanReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs statements and writes what they give: rows to one stream, trouble with single records to the other. For one thread. */
final class StatementRunner {
    private static final double NANOS = 1e9;

    private final QuerySession session;
    private final PrintWriter err;
    private final boolean showProgress;

    /** @param showProgress whether a bar is drawn on the error stream */
    StatementRunner(QuerySession session, PrintWriter err, boolean showProgress) {
        this.session = session;
        this.err = err;
        this.showProgress = showProgress;
    }

    /** Runs one statement to its end. Returns how many rows there were. */
    long run(String statement, RowFormat format, RowOutput out) {
        ProgressLine progress =
                showProgress ? ProgressLine.on(err, () -> session.monitor().progress()) : null;
        long rows;
        try (QueryResult result = session.run(statement)) {
            rows = write(result, format, out, progress);
        } finally {
            close(progress);
        }
        warn(session.monitor());
        return rows;
    }

    QuerySession session() {
        return session;
    }

    /** How long ago that was, as timing shows it. */
    static String seconds(long beganNanos) {
        return String.format(Locale.ROOT, "%.3f s", (System.nanoTime() - beganNanos) / NANOS);
    }

    private static long write(QueryResult result, RowFormat format, RowOutput out, @Nullable ProgressLine progress) {
        if (result.columns().isEmpty()) {
            result.next();
            return 0;
        }
        RowWriter writer = format.writer(out);
        Optional<List<@Nullable Object>> row = result.next();
        close(progress); // from here on the rows themselves show that it goes on
        writer.begin(result.columns().stream()
                .map(column -> new RowColumn(column.name(), column.numeric(), column.json()))
                .toList());
        long rows = 0;
        for (; row.isPresent(); row = result.next()) {
            writer.row(row.get());
            rows++;
        }
        writer.end();
        return rows;
    }

    private static void close(@Nullable ProgressLine progress) {
        if (progress != null) {
            progress.close();
        }
    }

    private void warn(ScanReport monitor) {
        monitor.cuts().forEach(cut -> err.println("note: " + cut.describe()));
        long erased = monitor.erasedCount();
        if (erased > 0) {
            err.println("note: " + erased + (erased == 1 ? " record" : " records") + " of erased subjects "
                    + (erased == 1 ? "was" : "were") + " left out");
        }
        long unreadable = monitor.unreadableCount();
        if (unreadable > 0) {
            List<String> named = monitor.unreadable();
            err.println("note: " + unreadable + (unreadable == 1 ? " record" : " records") + " could not be read and "
                    + (unreadable == 1 ? "was" : "were") + " left out"
                    + (unreadable > named.size() ? "; the first:" : ":"));
            named.forEach(place -> err.println("  " + Printable.of(place)));
        }
        err.flush();
    }
}
