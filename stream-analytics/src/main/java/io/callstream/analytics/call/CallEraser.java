package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Leaves events of erased subjects out, and takes what is kept of their calls out of the stores. For the task's thread. */
final class CallEraser {
    private static final int MOST_AT_ONCE = 1_000;

    private final Supplier<ErasedSubjects> erased;
    private final CallStores stores;
    private final CallCounters counters;
    private final Duration keep;
    private final LongSupplier clock;
    private ErasedSubjects seen = ErasedSubjects.none();

    /**
     * @param keep how long it is known that there was such a call
     * @param clock milliseconds
     */
    CallEraser(
            Supplier<ErasedSubjects> erased,
            CallStores stores,
            CallCounters counters,
            Duration keep,
            LongSupplier clock) {
        this.erased = erased;
        this.stores = stores;
        this.counters = counters;
        this.keep = keep;
        this.clock = clock;
    }

    /** Whether the event is an erased subject's, and so no part of any row. */
    boolean leavesOut(SpecificRecord event) {
        ErasedSubjects now = erased.get();
        if (now.isEmpty() || !now.covers(Owner.of(event))) {
            return false;
        }
        forget(CallRows.erased(event));
        return true;
    }

    /** Takes out what was kept before the subject was erased; a great deal of it in parts. */
    void look() {
        ErasedSubjects now = erased.get();
        if (now == seen) {
            return;
        }
        List<CallRecord> found = stores.rows(
                row -> !row.getOutcome().equals(CallRows.ERASED) && now.covers(Owner.of(row)), MOST_AT_ONCE);
        found.forEach(row -> forget(CallRows.erased(row)));
        if (found.size() < MOST_AT_ONCE) {
            seen = now;
        }
    }

    private void forget(CallRecord bare) {
        counters.erased();
        CallRecord known = stores.row(bare.getCallId());
        if (known != null && known.getOutcome().equals(CallRows.ERASED)) {
            return;
        }
        stores.forget(bare.getCallId());
        stores.keep(bare);
        stores.remind(clock.getAsLong() + keep.toMillis(), CallStores.FORGET, bare.getCallId());
    }
}
