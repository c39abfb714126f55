package io.callstream.benchmarks.event;

import io.callstream.spool.Appended;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.Pressure;
import io.callstream.spool.SpoolKind;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/** A lane that keeps a copy of the last event, so that what is measured is the encoding. */
final class KeptLane implements Lane {
    private final byte[] last = new byte[1 << 16];
    private int length;
    private long seq;

    byte[] last() {
        return last;
    }

    int length() {
        return length;
    }

    @Override
    public int number() {
        return 0;
    }

    @Override
    public long nextSeq() {
        return seq;
    }

    @Override
    public boolean note(SpoolKind kind, CallKey call, ByteBuffer payload) {
        return true;
    }

    @Override
    public Appended append(SpoolKind kind, CallKey call, ByteBuffer payload) {
        length = payload.remaining();
        payload.get(payload.position(), last, 0, length);
        seq++;
        return Appended.KEPT;
    }

    @Override
    public boolean takesCalls() {
        return true;
    }

    @Override
    public int largestPayload() {
        return 16 << 20;
    }

    @Override
    public Pressure pressure() {
        return Pressure.NONE;
    }

    @Override
    public void contentShed(SpoolKind kind) {
        throw new IllegalStateException("there is no pressure here");
    }

    @Override
    public void whenDurable(Executor owner, Runnable action) {
        action.run();
    }
}
