package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import io.callstream.events.ChunkEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * Puts the events of calls together, in whatever order they come. A terminal event says all but what chunks add, so the
 * store keeps no bodies of open calls; an end with its bodies is kept only while it waits for chunks.
 */
final class CallJoiner {
    private final CallSettings settings;
    private final CallCounters counters;
    private final CallStores stores;
    private final LongSupplier clock;
    private final Consumer<CallRecord> out;

    /**
     * @param clock milliseconds
     * @param out takes the rows that are written
     */
    CallJoiner(
            CallSettings settings,
            CallCounters counters,
            CallStores stores,
            LongSupplier clock,
            Consumer<CallRecord> out) {
        this.settings = settings;
        this.counters = counters;
        this.stores = stores;
        this.clock = clock;
        this.out = out;
    }

    void event(SpecificRecord event) {
        if (event instanceof PreCallEvent preCall) {
            begun(preCall);
        } else if (event instanceof ChunkEvent chunk) {
            chunk(chunk);
        } else if (event instanceof SuccessEvent success) {
            ended(CallRows.ended(success, "success"));
        } else if (event instanceof FailureEvent failure) {
            ended(CallRows.ended(failure, "failure"));
        }
    }

    private void begun(PreCallEvent event) {
        CallRecord row = stores.row(event.getCallId());
        if (row == null) {
            opened(CallRows.open(event));
        } else if (row.getOutcome().equals(CallRows.OPEN)) {
            stores.keep(CallRows.open(event));
        } else if (!row.getPreCallSeen()) {
            row.setPreCallSeen(true);
            stores.keep(row);
            completed(row);
        }
    }

    private void chunk(ChunkEvent event) {
        String callId = event.getCallId();
        CallRecord row = stores.row(callId);
        if (row == null) {
            row = CallRows.open(event);
            opened(row);
        } else if (written(row) && !row.getOutcome().equals(CallRows.ORPHAN)) {
            counters.lateChunk();
            return;
        }
        stores.keep(callId, event.getChunkIndex(), Chunk.of(event));
        completed(row);
    }

    private void opened(CallRecord row) {
        stores.keep(row);
        stores.remind(now() + settings.orphanAfter().toMillis(), CallStores.ORPHAN, row.getCallId());
    }

    private void ended(CallRecord end) {
        CallRecord row = stores.row(end.getCallId());
        if (row != null
                && !row.getOutcome().equals(CallRows.OPEN)
                && !row.getOutcome().equals(CallRows.ORPHAN)) {
            counters.repeatedEnd();
            return;
        }
        end.setPreCallSeen(row != null && row.getPreCallSeen());
        if (complete(end)) {
            write(end);
        } else {
            CallRecord waiting = CallRows.withoutBodies(end);
            waiting.setOutcome(CallRows.WAITING);
            stores.keep(waiting);
            stores.keepEnd(end);
            stores.remind(now() + settings.chunkGrace().toMillis(), CallStores.COMPLETE, end.getCallId());
        }
    }

    /** A call whose end waits is written when what it waits for has come. */
    private void completed(CallRecord row) {
        if (row.getOutcome().equals(CallRows.WAITING) && complete(row)) {
            writeEnd(row);
        }
    }

    private boolean complete(CallRecord row) {
        Integer chunks = row.getChunkCount();
        return row.getPreCallSeen() && (chunks == null || stores.chunkCount(row.getCallId()) >= chunks);
    }

    private void writeEnd(CallRecord row) {
        CallRecord end = stores.end(row.getCallId());
        if (end != null) {
            end.setPreCallSeen(row.getPreCallSeen());
            write(end);
        }
    }

    private void write(CallRecord row) {
        String callId = row.getCallId();
        ChunkStatistics.put(row, stores.chunks(callId));
        out.accept(row);
        counters.row(row.getOutcome());
        stores.keep(CallRows.withoutBodies(row));
        if (!row.getOutcome().equals(CallRows.ORPHAN)) {
            stores.forgetParts(callId);
        }
        stores.remind(now() + settings.keep().toMillis(), CallStores.FORGET, callId);
    }

    /** Does what is due at this time. */
    void due(long now) {
        stores.due(now, (what, callId) -> {
            CallRecord row = stores.row(callId);
            if (row == null) {
                return;
            }
            switch (what) {
                case CallStores.ORPHAN -> orphaned(row);
                case CallStores.COMPLETE -> {
                    if (row.getOutcome().equals(CallRows.WAITING)) {
                        writeEnd(row);
                    }
                }
                default -> forget(row);
            }
        });
    }

    private void orphaned(CallRecord row) {
        if (row.getOutcome().equals(CallRows.OPEN)) {
            row.setOutcome(CallRows.ORPHAN);
            write(row);
        }
    }

    private void forget(CallRecord row) {
        if (written(row)) {
            stores.forget(row.getCallId());
        }
    }

    private static boolean written(CallRecord row) {
        return !row.getOutcome().equals(CallRows.OPEN) && !row.getOutcome().equals(CallRows.WAITING);
    }

    private long now() {
        return clock.getAsLong();
    }
}
