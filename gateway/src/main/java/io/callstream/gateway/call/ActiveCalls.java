package io.callstream.gateway.call;

import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.telemetry.CallMeters;
import io.callstream.gateway.telemetry.CallSeries;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts calls, those under way and those that have ended. Safe for use by several threads. */
public final class ActiveCalls {
    private static final CallMeters.Took REFUSED = new CallMeters.Took(0, -1, -1);

    private final CallMeters meters;
    private final LongAdder open = new LongAdder();
    private final @Nullable ActiveCalls whole;
    private volatile @Nullable Runnable over;

    public ActiveCalls(CallMeters meters) {
        this(meters, null);
    }

    private ActiveCalls(CallMeters meters, @Nullable ActiveCalls whole) {
        this.meters = meters;
        this.whole = whole;
    }

    /** Counts some of these calls by themselves, too. */
    public ActiveCalls part() {
        return new ActiveCalls(meters, this);
    }

    /**
     * To be called when no further call will begin.
     *
     * @param then runs when the last call has ended, on its thread; at least once, and perhaps twice
     */
    public void whenOver(Runnable then) {
        over = then;
        signalWhenOver();
    }

    /** Calls under way. */
    public long open() {
        return open.sum();
    }

    void begin() {
        open.increment();
        if (whole != null) {
            whole.begin();
        }
    }

    private void end() {
        open.decrement();
        if (whole != null) {
            whole.end();
        }
        signalWhenOver();
    }

    private void signalWhenOver() {
        Runnable then = over;
        if (then != null && open.sum() == 0) {
            then.run();
        }
    }

    /**
     * The meters of a caller's calls to a deployment.
     *
     * @param deployment null for a call that went nowhere
     */
    CallSeries series(@Nullable Deployment deployment, @Nullable ApiKey key) {
        return meters.series(deployment, key == null ? null : key.teamId());
    }

    /**
     * A call ended well.
     *
     * @param gatewayUs what the gateway added, in microseconds
     */
    void succeed(CallSeries series, CallMeters.Took took, long gatewayUs) {
        end();
        meters.succeeded(series, took, gatewayUs);
    }

    /** A call of nobody was refused, and only counted. */
    void refuse(GatewayError error) {
        fail(series(null, null), REFUSED, error);
    }

    void fail(CallSeries series, CallMeters.Took took, GatewayError error) {
        end();
        meters.failed(series, took, error.tag());
    }
}
