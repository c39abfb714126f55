package io.callstream.spool;

/** What the keeper reports to the lanes of the space that is left. Written by the keeper, read by all lanes. */
final class SpaceState {
    private volatile Pressure pressure = Pressure.NONE;
    private volatile LossReason shortage = LossReason.LATE;
    private volatile SpoolState state = SpoolState.KEEPING;
    private volatile boolean closed;

    Pressure pressure() {
        return pressure;
    }

    void pressure(Pressure level) {
        pressure = level;
    }

    /** Why a lane that finds no next segment finds none. */
    LossReason shortage() {
        return shortage;
    }

    void shortage(LossReason reason) {
        shortage = reason;
    }

    SpoolState state() {
        return state;
    }

    void state(SpoolState now) {
        state = now;
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
