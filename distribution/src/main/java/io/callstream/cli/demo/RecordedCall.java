package io.callstream.cli.demo;

import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the topics tell of one call. Repeated deliveries of an event count once. For one thread. */
final class RecordedCall {
    private final Map<String, CallEvent> events = new HashMap<>();
    private final SortedSet<Integer> chunks = new TreeSet<>();

    void add(CallEvent event) {
        events.put(event.eventId(), event);
        if (event instanceof CallEvent.Chunk chunk) {
            chunks.add(chunk.event().getChunkIndex());
        }
    }

    /** Events of the call, each counted once. */
    int size() {
        return events.size();
    }

    /** The events that end it: one, if all is well. */
    List<CallEvent> endings() {
        return events.values().stream().filter(event -> event.kind().terminal()).toList();
    }

    Optional<CallEvent> ending() {
        return endings().stream().findFirst();
    }

    int chunks() {
        return chunks.size();
    }

    /** Whether every event is there that the ending counts on. */
    boolean complete() {
        return problems().isEmpty();
    }

    /** What is missing or too much. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        long preCalls = events.values().stream()
                .filter(event -> event instanceof CallEvent.PreCall)
                .count();
        if (preCalls != 1) {
            problems.add(preCalls + " pre-call events");
        }
        if (endings().size() != 1) {
            problems.add(endings().size() + " terminal events");
        }
        ending().map(RecordedCall::chunksToldOf)
                .filter(told -> told != chunks.size())
                .ifPresent(told -> problems.add(chunks.size() + " chunk events of " + told));
        if (!chunks.isEmpty() && chunks.last() != chunks.size() - 1) {
            problems.add("chunk numbers up to " + chunks.last() + " in " + chunks.size() + " chunk events");
        }
        return problems;
    }

    private static int chunksToldOf(CallEvent ending) {
        return ending.match(preCall -> 0, chunk -> 0, SuccessEvent::getChunkCount, FailureEvent::getChunkCount);
    }
}
