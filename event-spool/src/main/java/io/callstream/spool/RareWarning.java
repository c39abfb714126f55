package io.callstream.spool;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warns of something that goes on for long, and then only now and again. For one thread. */
public final class RareWarning {
    private final Logger log;
    private final long everyNanos;
    private final LongSupplier nanoTime;
    private long quietUntil;
    private boolean spoken;

    public RareWarning(Logger log, Duration every) {
        this(log, every, System::nanoTime);
    }

    RareWarning(Logger log, Duration every, LongSupplier nanoTime) {
        this.log = log;
        this.everyNanos = every.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Logs, unless it has logged a short while ago. */
    public void warn(String format, Object... arguments) {
        long now = nanoTime.getAsLong();
        if (!spoken || now - quietUntil >= 0) {
            spoken = true;
            quietUntil = now + everyNanos;
            log.warn(format, arguments);
        }
    }
}
