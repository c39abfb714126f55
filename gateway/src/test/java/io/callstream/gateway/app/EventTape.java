package io.callstream.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import io.callstream.gateway.event.RecordingLane;
import io.callstream.spool.Appended;
import io.callstream.spool.CallKey;
import io.callstream.spool.Lane;
import io.callstream.spool.Pressure;
import io.callstream.spool.SpoolKind;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;

/** What a gateway under test tells, in order; written by its event loop, read by the test. */
final class EventTape implements Lane {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RecordingLane lane = new RecordingLane();

    /** Waits for so many events of a kind and gives them back. */
    <E extends SpecificRecord> List<E> await(Class<E> type, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(all(type)).hasSizeGreaterThanOrEqualTo(count));
        return all(type);
    }

    <E extends SpecificRecord> E await(Class<E> type) {
        return await(type, 1).get(0);
    }

    synchronized <E extends SpecificRecord> List<E> all(Class<E> type) {
        return lane.told().stream()
                .map(RecordingLane.Told::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    synchronized List<EventKind> kinds() {
        return lane.told().stream().map(RecordingLane.Told::kind).toList();
    }

    @Override
    public int number() {
        return lane.number();
    }

    @Override
    public synchronized long nextSeq() {
        return lane.nextSeq();
    }

    @Override
    public synchronized Appended append(SpoolKind kind, CallKey call, ByteBuffer payload) {
        return lane.append(kind, call, payload);
    }

    @Override
    public synchronized boolean note(SpoolKind kind, CallKey call, ByteBuffer payload) {
        return lane.note(kind, call, payload);
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
    public void contentShed(SpoolKind kind) {}

    @Override
    public void whenDurable(Executor owner, Runnable action) {
        action.run();
    }
}
