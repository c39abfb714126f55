package io.callstream.cli.demo;

import io.callstream.cli.tail.EventWatcher;
import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects everything that the topics tell since the audit began. For one thread. */
final class TopicAudit implements EventWatcher {
    private final Map<String, RecordedCall> calls = new HashMap<>();
    private final Map<EventKind, Integer> counts = new EnumMap<>(EventKind.class);
    private final SequenceCheck sequence = new SequenceCheck();
    private final List<String> unreadable = new ArrayList<>();

    @Override
    public void event(CallEvent event) {
        counts.merge(event.kind(), 1, Integer::sum);
        calls.computeIfAbsent(event.callId(), id -> new RecordedCall()).add(event);
        sequence.add(event);
    }

    @Override
    public void unreadable(String why) {
        unreadable.add(why);
    }

    /** Records seen on the kind's topic, repeats included. */
    int count(EventKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    RecordedCall call(String callId) {
        return calls.getOrDefault(callId, new RecordedCall());
    }

    /** Whether all of these calls are told to their end. */
    boolean complete(Collection<String> callIds) {
        return callIds.stream().allMatch(id -> call(id).complete());
    }

    /** What is wrong with the topics as a whole. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(unreadable);
        problems.addAll(sequence.gaps());
        return problems;
    }
}
