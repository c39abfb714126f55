package io.callstream.spool.ship;

import java.util.concurrent.atomic.LongAdder;

/** Counters of shipping, over all connections. Safe for use by several threads. */
final class ShipCounts {
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder shortened = new LongAdder();
    private final LongAdder restarts = new LongAdder();

    void acknowledged() {
        acknowledged.increment();
    }

    void refused() {
        refused.increment();
    }

    void shortened() {
        shortened.increment();
    }

    void restarted() {
        restarts.increment();
    }

    ShipStats stats(String state) {
        return new ShipStats(state, acknowledged.sum(), refused.sum(), shortened.sum(), restarts.sum());
    }
}
