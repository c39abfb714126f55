package io.callstream.whole.story;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.Comparator;
import java.util.List;

/** The events of one call, each once. */
public record Story(String callId, List<CallEvent> events) {
    public Story {
        events = List.copyOf(events);
    }

    /** Whether its beginning and its end have been read; they stand on two topics, and either may be read first. */
    public boolean ended() {
        return events.stream().anyMatch(event -> event.kind().terminal())
                && events.stream().anyMatch(event -> event.kind() == EventKind.PRE_CALL);
    }

    public List<EventKind> kindsButChunks() {
        return events.stream()
                .map(CallEvent::kind)
                .filter(kind -> kind != EventKind.CHUNK)
                .sorted()
                .toList();
    }

    public PreCallEvent preCall() {
        return (PreCallEvent) only(EventKind.PRE_CALL).avro();
    }

    public SuccessEvent success() {
        return (SuccessEvent) only(EventKind.SUCCESS).avro();
    }

    public FailureEvent failure() {
        return (FailureEvent) only(EventKind.FAILURE).avro();
    }

    public CallEvent terminal() {
        return events.stream()
                .filter(event -> event.kind().terminal())
                .findFirst()
                .orElseThrow(() -> new AssertionError("call " + callId + " has no terminal event"));
    }

    /** By their index. */
    public List<ChunkEvent> chunks() {
        return events.stream()
                .filter(event -> event.kind() == EventKind.CHUNK)
                .map(event -> (ChunkEvent) event.avro())
                .sorted(Comparator.comparing(ChunkEvent::getChunkIndex))
                .toList();
    }

    private CallEvent only(EventKind kind) {
        List<CallEvent> found =
                events.stream().filter(event -> event.kind() == kind).toList();
        if (found.size() != 1) {
            throw new AssertionError("call " + callId + " has " + found.size() + " " + kind + " (expected 1): "
                    + events.stream().map(CallEvent::eventId).toList());
        }
        return found.get(0);
    }
}
