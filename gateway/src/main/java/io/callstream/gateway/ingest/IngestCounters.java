package io.callstream.gateway.ingest;

import java.util.concurrent.atomic.LongAdder;

/** Counts reported calls. Safe for all threads. */
public final class IngestCounters {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    void add(int taken, int refused) {
        accepted.add(taken);
        rejected.add(refused);
    }

    public long accepted() {
        return accepted.sum();
    }

    public long rejected() {
        return rejected.sum();
    }
}
