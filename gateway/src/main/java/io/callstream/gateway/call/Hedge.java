package io.callstream.gateway.call;

import io.callstream.gateway.error.GatewayError;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempt beside a slow one, of a call that has one: at most one in its life. None of the two has given the client anything; the
 * one that has the first byte goes on alone. Only for the call's event loop.
 */
final class Hedge {
    private final EventExecutor executor;
    private final CallTimeline timeline;
    private @Nullable Future<?> due;
    private @Nullable Attempt beside;
    private boolean made;

    Hedge(EventExecutor executor, CallTimeline timeline) {
        this.executor = executor;
        this.timeline = timeline;
    }

    /** @param after zero for never */
    void after(Duration after, Runnable slow) {
        forgetDue();
        if (!made && !after.isZero()) {
            due = executor.schedule(slow, after.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void begin(Attempt attempt) {
        made = true;
        beside = attempt;
        timeline.beganBeside(attempt);
    }

    /**
     * One of the two goes on, and the other one is cancelled.
     *
     * @param current the one that is not beside
     * @return the one that goes on
     */
    Attempt decide(Attempt current, Attempt first) {
        forgetDue();
        Attempt second = beside;
        if (second == null) {
            return current;
        }
        beside = null;
        Attempt loser = first == second ? current : second;
        Attempt winner = first == second ? second : current;
        loser.cancel();
        loser.reportLeft();
        loser.discard();
        timeline.gaveUp(loser, null, winner);
        return winner;
    }

    /** One of the two has failed: the other one goes on alone, if there is one. */
    @Nullable Attempt leave(Attempt current, Attempt failed, GatewayError error) {
        forgetDue();
        Attempt second = beside;
        if (second == null) {
            return null;
        }
        beside = null;
        Attempt other = failed == second ? current : second;
        timeline.gaveUp(failed, error, other);
        return other;
    }

    private void forgetDue() {
        if (due != null) {
            due.cancel(false);
            due = null;
        }
    }
}
