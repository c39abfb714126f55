package io.callstream.sink.runtime.deliver;

import io.callstream.sink.CallEvent;
import io.callstream.testing.events.SampleCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Everything that the engine told anybody. */
final class Ledger implements DeliveryListener, DeadLetters, EngineEvents {
    final List<String> delivered = new ArrayList<>();
    final List<String> deadLettered = new ArrayList<>();
    final List<String> expired = new ArrayList<>();
    final List<String> letters = new ArrayList<>();
    final List<String> waits = new ArrayList<>();
    int quarantined;
    final List<String> holds = new ArrayList<>();

    static List<PendingEvent> pendingEvents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new PendingEvent(
                        new CallEvent.Success(SampleCall.number(i).success()),
                        new SourceRecord(
                                new SourceRecord.RecordPosition("llm.success", 0, i),
                                Instant.EPOCH,
                                new byte[0],
                                new byte[100],
                                Map.of())))
                .toList();
    }

    static String id(PendingEvent pendingEvent) {
        return pendingEvent.event().eventId();
    }

    @Override
    public void delivered(PendingEvent pendingEvent) {
        delivered.add(id(pendingEvent));
    }

    @Override
    public void deadLettered(PendingEvent pendingEvent) {
        deadLettered.add(id(pendingEvent));
    }

    @Override
    public void expired(PendingEvent pendingEvent) {
        expired.add(id(pendingEvent));
    }

    @Override
    public void deadLetter(SourceRecord original, String reason, int attempts) {
        letters.add(original.place().offset() + ": " + reason);
    }

    @Override
    public void tried(int events, Duration took) {}

    @Override
    public void waiting(String reason, int attempt) {
        waits.add(reason);
    }

    @Override
    public void held(String reason) {
        holds.add(reason);
    }

    @Override
    public void quarantined() {
        quarantined++;
    }

    @Override
    public void working() {}
}
