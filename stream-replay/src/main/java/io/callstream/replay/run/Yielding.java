package io.callstream.replay.run;

import io.callstream.sink.runtime.consume.Pace;

/** A pace that stands still while somebody else is to go first. Safe for use by several threads. */
final class Yielding implements Pace {
    private final Pace pace;
    private volatile boolean waiting;

    Yielding(Pace pace) {
        this.pace = pace;
    }

    void yieldTo(boolean others) {
        waiting = others;
    }

    boolean waiting() {
        return waiting;
    }

    @Override
    public boolean open() {
        return !waiting && pace.open();
    }

    @Override
    public void admitted() {
        pace.admitted();
    }
}
