package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.telemetry.CallMeters;
import io.callstream.gateway.telemetry.CallSeries;
import io.callstream.gateway.usage.SpendMeters;
import io.callstream.spool.Appended;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what is recorded. Safe for all threads, and cheap for those that count. */
public final class EventCounters {
    private final Map<EventKind, LongAdder> kept = adders();
    private final Map<EventKind, LongAdder> shed = adders();
    private final LongAdder secondEnds = new LongAdder();
    private final LongAdder uncounted = new LongAdder();
    private final @Nullable CallMeters calls;

    /** Counts events alone. */
    public EventCounters() {
        this.calls = null;
    }

    /** @param calls gets what was counted of calls after they had ended */
    public EventCounters(CallMeters calls) {
        this.calls = calls;
    }

    /** Events of a kind that are in the spool. */
    public long kept(EventKind kind) {
        return sum(kept, kind);
    }

    /** Events of a kind that the spool had no room for. */
    public long shed(EventKind kind) {
        return sum(shed, kind);
    }

    /** Attempts to end a story that had ended: each is a fault of the gateway that did no harm. */
    public long secondEnds() {
        return secondEnds.sum();
    }

    /** Calls whose tokens should have been counted and could not be. */
    public long uncounted() {
        return uncounted.sum();
    }

    void recorded(EventKind kind, Appended appended) {
        LongAdder adder = (appended == Appended.KEPT ? kept : shed).get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    void secondEnd() {
        secondEnds.increment();
    }

    /** The tokens of a call have been counted after all. */
    void counted(Caller caller, Outcome outcome) {
        if (calls != null) {
            ApiKey key = caller.key();
            CallSeries series = calls.series(outcome.route().deployment(), key == null ? null : key.teamId());
            SpendMeters.note(series, outcome.usage(), outcome.cost());
        }
    }

    void notCounted() {
        uncounted.increment();
    }

    private static long sum(Map<EventKind, LongAdder> adders, EventKind kind) {
        LongAdder adder = adders.get(kind);
        return adder == null ? 0 : adder.sum();
    }

    private static Map<EventKind, LongAdder> adders() {
        Map<EventKind, LongAdder> adders = new EnumMap<>(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }
}
