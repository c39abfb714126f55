package io.callstream.cli.terminal;

import io.callstream.reader.ReadProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A bar that is drawn over itself while topics are read, and taken away when that is done. Nothing is drawn for what is quick. */
public final class ProgressLine implements AutoCloseable {
    private static final int BAR = 24;
    private static final long FIRST_MILLIS = 500;
    private static final long BETWEEN_MILLIS = 200;
    private static final double NANOS = 1e9;

    private final PrintWriter err;
    private final Supplier<ReadProgress> progress;
    private final LongSupplier nanoTime;
    private final long began;
    private final ScheduledExecutorService timer;
    private boolean drawn;
    private boolean closed;

    private ProgressLine(PrintWriter err, Supplier<ReadProgress> progress, LongSupplier nanoTime) {
        this.err = err;
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "callstream-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Draws on a terminal from now on. */
    public static ProgressLine on(PrintWriter err, Supplier<ReadProgress> progress) {
        ProgressLine line = new ProgressLine(err, progress, System::nanoTime);
        line.timer.scheduleWithFixedDelay(line::draw, FIRST_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
        return line;
    }

    private synchronized void draw() {
        ReadProgress now = progress.get();
        if (!closed && now.offsetsTotal() > 0) {
            err.print("\r" + text(now, (nanoTime.getAsLong() - began) / NANOS) + "\u001b[K");
            err.flush();
            drawn = true;
        }
    }

    static String text(ReadProgress now, double seconds) {
        int filled = (int) Math.min(BAR, Math.round(now.fraction() * BAR));
        return String.format(
                Locale.ROOT,
                "%3d%% [%s%s] %,d records, %,d/s",
                Math.min(100, Math.round(100 * now.fraction())),
                "#".repeat(filled),
                " ".repeat(BAR - filled),
                now.records(),
                seconds > 0 ? Math.round(now.records() / seconds) : 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.shutdownNow();
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }
}
