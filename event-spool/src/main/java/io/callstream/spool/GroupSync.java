package io.callstream.spool;

import org.jspecify.annotations.Nullable;

/** Brings one lane's records to the disk for everyone who waits for that, with one fsync. For one thread. */
final class GroupSync {
    private final LaneLog log;
    private final DurabilityGate gate;
    private @Nullable Segment segment;
    private int forced;

    GroupSync(LaneLog log, DurabilityGate gate) {
        this.log = log;
        this.gate = gate;
    }

    /** @return whether anybody was waiting */
    boolean run() {
        if (gate.idle()) {
            return false;
        }
        Segment at = segment == null ? log.head() : segment;
        if (at != null) {
            gate.reached(force(at));
        }
        return true;
    }

    private Position force(Segment from) {
        Segment at = from;
        int start = at == segment ? forced : 0; // from the header on, the first time
        for (Segment following = at.next(); following != null; following = at.next()) {
            at.file().force(start, at.file().size());
            at = following;
            start = 0;
        }
        int end = at.published();
        at.file().force(start, end);
        segment = at;
        forced = end;
        return new Position(at.index(), end);
    }
}
