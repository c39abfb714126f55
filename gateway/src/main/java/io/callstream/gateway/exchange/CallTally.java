package io.callstream.gateway.exchange;

import io.callstream.gateway.error.GatewayError;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls and their ends. Safe for use by several threads, and cheap for those that count. */
public final class CallTally {
    private final LongAdder begun = new LongAdder();
    private final LongAdder succeeded = new LongAdder();
    private final Map<GatewayError, LongAdder> failed = new EnumMap<>(GatewayError.class);

    public CallTally() {
        for (GatewayError error : GatewayError.values()) {
            failed.put(error, new LongAdder());
        }
    }

    public long begun() {
        return begun.sum();
    }

    public long succeeded() {
        return succeeded.sum();
    }

    public long failed(GatewayError error) {
        return adder(error).sum();
    }

    /** Calls under way. */
    public long open() {
        long ended = succeeded.sum()
                + failed.values().stream().mapToLong(LongAdder::sum).sum();
        return Math.max(0, begun.sum() - ended);
    }

    void begin() {
        begun.increment();
    }

    void succeed() {
        succeeded.increment();
    }

    void fail(GatewayError error) {
        adder(error).increment();
    }

    private LongAdder adder(GatewayError error) {
        LongAdder adder = failed.get(error);
        if (adder == null) {
            throw new IllegalArgumentException("no counter for " + error);
        }
        return adder;
    }
}
