package io.callstream.spool;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A lane over a chain of mapped segments. The owner appends; the keeper lays the next segment ready in
 * {@link #supply}; readers follow the chain of {@link #log}.
 */
final class SegmentLane implements Lane {
    private final LaneLog log;
    private final DurabilityGate gate;
    private final Shared shared;
    private final FrameWriter writer = new FrameWriter();
    private final SegmentSupply supply;

    private @Nullable Segment active;
    private int position;
    private long nextSeq;

    SegmentLane(LaneLog log, SegmentSupply supply, DurabilityGate gate, Shared shared) {
        this.log = log;
        this.supply = supply;
        this.gate = gate;
        this.shared = shared;
    }

    /**
     * What all lanes of a spool have in common.
     *
     * @param rolled wakes the keeper when a lane has taken its next segment
     */
    record Shared(
            SpoolOptions options, KindTable kinds, Losses losses, SpaceState space, Runnable rolled, Clock clock) {}

    @Override
    public int number() {
        return log.lane();
    }

    @Override
    public long nextSeq() {
        return nextSeq;
    }

    @Override
    public Appended append(SpoolKind kind, CallKey call, ByteBuffer payload) {
        long code = shared.kinds().code(kind);
        long seq = nextSeq++;
        int size = Layout.frameSize(payload.remaining());
        LossReason refusal = makeRoom(kind, size);
        if (refusal == null) {
            refusal =
                    write(new FrameWriter.Entry(seq, code, call, shared.clock().millis()), payload);
        }
        if (refusal == null) {
            log.appended(size);
            return Appended.KEPT;
        }
        shared.losses().add(new Loss(log.epoch(), log.lane(), kind.word(), refusal, 1, seq, seq));
        return Appended.SHED;
    }

    @Override
    public boolean note(SpoolKind kind, CallKey call, ByteBuffer payload) {
        int size = Layout.frameSize(payload.remaining());
        return pressure() == Pressure.NONE
                && makeRoom(kind, size) == null
                && write(
                                new FrameWriter.Entry(
                                        nextSeq,
                                        shared.kinds().noteCode(kind),
                                        call,
                                        shared.clock().millis()),
                                payload)
                        == null;
    }

    @Override
    public boolean takesCalls() {
        return shared.options().onFull() == OnFull.SHED
                || shared.space().state() == SpoolState.KEEPING && !pressure().atLeast(Pressure.SHED_PRE_CALLS);
    }

    @Override
    public int largestPayload() {
        return shared.options().segmentBytes() - Layout.FRAMES - Layout.FRAME_HEADER - Layout.ALIGNMENT;
    }

    @Override
    public Pressure pressure() {
        Pressure budget = shared.space().pressure();
        if (supply.ready()) {
            return budget;
        }
        Segment segment = active;
        Pressure own = starving(
                segment == null ? 0 : segment.file().size() - position,
                shared.options().segmentBytes());
        return own.atLeast(budget) ? own : budget;
    }

    @Override
    public void contentShed(SpoolKind kind) {
        shared.losses().add(new Loss(log.epoch(), log.lane(), kind.word(), LossReason.CONTENT, 1, nextSeq, nextSeq));
    }

    @Override
    public void whenDurable(Executor owner, Runnable action) {
        gate.await(owner, action);
    }

    LaneLog log() {
        return log;
    }

    DurabilityGate gate() {
        return gate;
    }

    SegmentSupply supply() {
        return supply;
    }

    /** While no next segment is ready, what is left of this one is kept for what matters more. */
    private static Pressure starving(int left, int whole) {
        if (left > whole / 2) {
            return Pressure.NONE;
        }
        if (left > whole / 8 * 3) {
            return Pressure.SHED_CHUNKS;
        }
        if (left > whole / 4) {
            return Pressure.SHED_CONTENT;
        }
        return left > whole / 16 ? Pressure.SHED_PRE_CALLS : Pressure.FULL;
    }

    private @Nullable LossReason makeRoom(SpoolKind kind, int size) {
        if (shared.space().closed()) {
            return LossReason.CLOSED;
        }
        if (size > shared.options().segmentBytes() - Layout.FRAMES) {
            return LossReason.TOO_LARGE;
        }
        Pressure pressure = pressure();
        boolean shed = kind.retention() == Retention.BULK && pressure.atLeast(Pressure.SHED_CHUNKS)
                || kind.retention() == Retention.REPEATED && pressure.atLeast(Pressure.SHED_PRE_CALLS);
        Segment segment = active;
        if (segment == null || segment.file().size() - position < size) {
            shed = shed || !roll();
        }
        return shed ? shared.space().shortage() : null;
    }

    private boolean roll() {
        Segment following = supply.take();
        if (following == null) {
            return false;
        }
        writer.end(position);
        log.roll(following);
        writer.use(following);
        active = following;
        position = Layout.FRAMES;
        shared.rolled().run();
        return true;
    }

    private @Nullable LossReason write(FrameWriter.Entry entry, ByteBuffer payload) {
        Segment segment = active;
        if (segment == null) {
            return shared.space().shortage();
        }
        try {
            position = writer.write(position, entry, payload);
            segment.publish(position);
            return null;
        } catch (InternalError e) {
            // The virtual machine's word for a disk that failed under a mapped page: leave this segment alone.
            active = null;
            return LossReason.DISK_ERROR;
        }
    }
}
