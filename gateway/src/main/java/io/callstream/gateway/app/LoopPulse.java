package io.callstream.gateway.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether one event loop still turns. Its thread beats; another one looks. */
final class LoopPulse {
    private static final String OURS = "io.callstream.";
    private static final String UNKNOWN = "unknown";

    private final String loop;
    private final long mostNanos;
    private volatile long beat;
    private long since;
    private @Nullable String place;

    /** @param mostNanos how long the loop may stand still before that is reported */
    LoopPulse(String loop, long mostNanos, long nowNanos) {
        this.loop = loop;
        this.mostNanos = mostNanos;
        this.beat = nowNanos;
        this.since = nowNanos;
    }

    /**
     * The loop stood still for too long and turns again.
     *
     * @param place class and method that it was seen in; says nothing of what was worked on
     */
    record Hold(String loop, long nanos, String place) {}

    /** For the loop's thread. */
    void beat(long nowNanos) {
        beat = nowNanos;
    }

    /** For the looking thread: what has ended since it looked last. */
    @Nullable Hold look(long nowNanos, Supplier<StackTraceElement[]> stack) {
        long last = beat;
        if (last - since > 0) {
            Hold hold = place == null ? null : new Hold(loop, last - since, place);
            since = last;
            place = null;
            return hold;
        }
        if (place == null && nowNanos - since >= mostNanos) {
            place = place(stack.get());
        }
        return null;
    }

    /** The whole process stood still, which is nothing that the loop did. */
    void forgive(long nowNanos) {
        since = nowNanos;
        place = null;
    }

    private static String place(StackTraceElement... stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith(OURS)) {
                return shown(frame);
            }
        }
        return stack.length == 0 ? UNKNOWN : shown(stack[0]);
    }

    private static String shown(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
