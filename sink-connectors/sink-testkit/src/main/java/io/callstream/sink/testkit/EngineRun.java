package io.callstream.sink.testkit;

import io.callstream.sink.CallEvent;
import io.callstream.sink.runtime.deliver.Backoff;
import io.callstream.sink.runtime.deliver.DeliveryEngine;
import io.callstream.sink.runtime.deliver.DeliveryListener;
import io.callstream.sink.runtime.deliver.EngineEvents;
import io.callstream.sink.runtime.deliver.HoldGate;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.Sending;
import io.callstream.sink.runtime.deliver.SinkSource;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One batch seen through by the runtime's own delivery engine: waits move the sink's clock, and a script reacts to them. */
final class EngineRun implements EngineEvents, DeliveryListener {
    private static final byte[] NO_BYTES = new byte[0];
    private static final Duration PROBE = Duration.ofMillis(1);

    private final Runnable whenHeld;
    private final Set<String> delivered = new TreeSet<>();
    private final Set<String> deadLettered = new TreeSet<>();
    private final List<Duration> waits = new ArrayList<>();
    private int holds;

    private EngineRun(Runnable whenHeld) {
        this.whenHeld = whenHeld;
    }

    /**
     * @param healAfter waits after which the script ends the fault
     * @param heal ends the fault; called at the first hold, too
     */
    static EngineRun of(OpenSink<?> sink, List<CallEvent> batch, int healAfter, Runnable heal) {
        EngineRun run = new EngineRun(heal);
        DeliveryEngine.Waiting waiting = new DeliveryEngine.Waiting(
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), new Random(3)),
                pause -> {
                    sink.clock().advance(pause);
                    run.waits.add(pause);
                    if (run.waits.size() == healAfter) {
                        heal.run();
                    }
                },
                new HoldGate(PROBE, PROBE));
        DeliveryEngine engine = new DeliveryEngine(
                Sending.plain(SinkSource.of(CallEvent.class, sink::sink)),
                (original, reason, attempts) -> {},
                waiting,
                run,
                sink.clock());
        try {
            engine.deliver(batch.stream().map(EngineRun::pendingEvent).toList(), Duration.ZERO, run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the delivery was interrupted", e);
        }
        return run;
    }

    private static PendingEvent pendingEvent(CallEvent event) {
        SourceRecord.RecordPosition place =
                new SourceRecord.RecordPosition(event.kind().topic(), 0, 0);
        return new PendingEvent(event, new SourceRecord(place, Instant.EPOCH, NO_BYTES, NO_BYTES, Map.of()));
    }

    Set<String> deliveredIds() {
        return delivered;
    }

    Set<String> buriedIds() {
        return deadLettered;
    }

    /** The pauses between tries, in order. */
    List<Duration> waits() {
        return waits;
    }

    int holds() {
        return holds;
    }

    @Override
    public void delivered(PendingEvent pendingEvent) {
        delivered.add(pendingEvent.event().eventId());
    }

    @Override
    public void deadLettered(PendingEvent pendingEvent) {
        deadLettered.add(pendingEvent.event().eventId());
    }

    @Override
    public void expired(PendingEvent pendingEvent) {
        throw new AssertionError("no age limit was set");
    }

    @Override
    public void tried(int events, Duration took) {}

    @Override
    public void waiting(String reason, int attempt) {}

    @Override
    public void held(String reason) {
        holds++;
        whenHeld.run();
    }

    @Override
    public void quarantined() {}

    @Override
    public void working() {}
}
