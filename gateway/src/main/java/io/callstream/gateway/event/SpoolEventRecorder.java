package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.gateway.config.Deployment;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.Pressure;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** Encodes events into an array of its own and appends them to its lane. */
public final class SpoolEventRecorder implements EventRecorder {
    private final Lane lane;
    private final RecorderOptions options;
    private final Executor owner;
    private final EventHead head;
    private final OutcomeColumns outcomes = new OutcomeColumns();
    private final AvroOutput out = new AvroOutput();
    private final Map<Deployment, OwnKey> ownKeys = new IdentityHashMap<>();

    /** @param owner runs an action on the lane's thread */
    public SpoolEventRecorder(Lane lane, Executor owner, RecorderOptions options) {
        this.lane = lane;
        this.owner = owner;
        this.options = options;
        this.head = new EventHead(options.gateway(), lane.number());
    }

    @Override
    public boolean takesCalls() {
        return lane.takesCalls();
    }

    @Override
    public CallRecorder begin(CallFacts facts) {
        return SpoolCallRecorder.begin(this, facts, null);
    }

    @Override
    public CallRecorder begin(CallFacts facts, KeptRequest kept) {
        return SpoolCallRecorder.begin(this, facts, kept);
    }

    @Override
    public KeptRequest keep(CallFacts facts) {
        return SpoolCallRecorder.keep(this, facts);
    }

    @Override
    public void whenDurable(Executor executor, Runnable action) {
        lane.whenDurable(executor, action);
    }

    RecorderOptions options() {
        return options;
    }

    Executor owner() {
        return owner;
    }

    EventHead head() {
        return head;
    }

    OutcomeColumns outcomes() {
        return outcomes;
    }

    /** The array for the next event, empty. */
    AvroOutput fresh() {
        out.clear();
        return out;
    }

    /** Whether what was written last has no place in the spool. */
    boolean tooLarge() {
        return out.length() > lane.largestPayload();
    }

    OwnKey ownKey(Deployment deployment) {
        return ownKeys.computeIfAbsent(deployment, OwnKey::of);
    }

    long nextSeq() {
        return lane.nextSeq();
    }

    /** Whether bodies have to be left out for want of space. */
    boolean shedsContent() {
        return lane.pressure().compareTo(Pressure.SHED_CONTENT) >= 0;
    }

    void contentShed(EventKind kind) {
        lane.contentShed(SpooledKinds.of(kind));
    }

    /** @return whether the event that has been encoded would be recorded by the next start, should this run end before it is */
    boolean note(EventKind kind, CallKey call) {
        return lane.note(SpooledKinds.of(kind), call, out.buffer());
    }

    void append(EventKind kind, CallKey call) {
        options.counters().recorded(kind, lane.append(SpooledKinds.of(kind), call, out.buffer()));
    }
}
