package io.callstream.gateway.event;

import io.callstream.events.EventKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.spool.Appended;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.Pressure;
import io.callstream.spool.SpoolKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.avro.specific.SpecificRecord;

/** A lane in memory that decodes what it is given with the generated classes. */
public final class RecordingLane implements Lane {
    private static final int HEADER = 5;

    private final List<Told> told = new ArrayList<>();
    private final List<CallKey> noted = new ArrayList<>();
    private final List<EventKind> contentShed = new ArrayList<>();
    private Pressure pressure = Pressure.NONE;
    private int largest = 16 << 20;
    private boolean later;
    private boolean full;
    private final List<Runnable> waiting = new ArrayList<>();

    /** One append. */
    public record Told(EventKind kind, CallKey call, SpecificRecord event, byte[] body) {}

    public List<Told> told() {
        return told;
    }

    public List<EventKind> contentShed() {
        return contentShed;
    }

    public void pressure(Pressure level) {
        pressure = level;
    }

    /** The events of a class. */
    public <E extends SpecificRecord> List<E> all(Class<E> type) {
        return told.stream()
                .map(Told::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The only event of its class. */
    public <E extends SpecificRecord> E only(Class<E> type) {
        List<E> found = all(type);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " events of " + type.getSimpleName() + " (expected 1)");
        }
        return found.get(0);
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public long nextSeq() {
        return told.size();
    }

    @Override
    public boolean note(SpoolKind kind, CallKey call, ByteBuffer payload) {
        noted.add(call);
        return pressure == Pressure.NONE;
    }

    /** Calls whose ends were noted. */
    public List<CallKey> noted() {
        return noted;
    }

    @Override
    public Appended append(SpoolKind spooled, CallKey call, ByteBuffer payload) {
        byte[] body = new byte[payload.remaining()];
        payload.duplicate().get(body);
        byte[] framed = new byte[HEADER + body.length];
        System.arraycopy(body, 0, framed, HEADER, body.length);
        EventKind kind = EventKind.ofWord(spooled.word());
        EventDecoder decoder = new EventDecoder(id -> kind.schema());
        told.add(new Told(kind, call, decoder.decode(kind, framed), body));
        return Appended.KEPT;
    }

    @Override
    public boolean takesCalls() {
        return !full;
    }

    /** Whether there is no room for calls. */
    public void full(boolean now) {
        full = now;
    }

    @Override
    public int largestPayload() {
        return largest;
    }

    /** As if the spool's segments were so small. */
    public void largestPayload(int bytes) {
        largest = bytes;
    }

    @Override
    public Pressure pressure() {
        return pressure;
    }

    @Override
    public void contentShed(SpoolKind kind) {
        contentShed.add(EventKind.ofWord(kind.word()));
    }

    @Override
    public void whenDurable(Executor owner, Runnable action) {
        if (later) {
            waiting.add(() -> owner.execute(action));
        } else {
            action.run();
        }
    }

    /** From now on events only become durable when the test says so. */
    public void durableLater() {
        later = true;
    }

    /** What was told so far is durable. */
    public void becomeDurable() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }
}
