package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.telemetry.CallMeters;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls, those under way and those that have ended. Safe for use by several threads. */
public final class CallTally {
    private final CallMeters meters;
    private final LongAdder open = new LongAdder();

    public CallTally(CallMeters meters) {
        this.meters = meters;
    }

    /** Calls under way. */
    public long open() {
        return open.sum();
    }

    void begin() {
        open.increment();
    }

    /**
     * A call ended well.
     *
     * @param gatewayUs what the gateway added, in microseconds
     */
    void succeed(long durationUs, long gatewayUs) {
        open.decrement();
        meters.succeeded(durationUs, gatewayUs);
    }

    void fail(GatewayError error, long durationUs) {
        open.decrement();
        meters.failed(error.tag(), durationUs);
    }
}
