package io.callstream.cli.demo;

import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what clients saw with what the topics tell and what the sinks wrote. */
final class DemoProblems {
    private final List<MadeCall> calls;
    private final TopicAudit topics;
    private final List<String> problems = new ArrayList<>();

    DemoProblems(List<MadeCall> calls, TopicAudit topics) {
        this.calls = calls;
        this.topics = topics;
    }

    /** Everything that is missing or wrong, as lines for people. */
    List<String> find(Map<String, Instant> rowTimes, Map<String, Integer> rows, int lines) {
        int events = 0;
        int chunks = 0;
        for (MadeCall call : calls) {
            RecordedCall told = topics.call(call.callId());
            answer(call);
            told.problems().forEach(problem -> add(call, problem));
            told.ending().map(CallEvent::kind).ifPresent(ending -> ending(call, ending));
            if (!rowTimes.containsKey(call.callId())) {
                add(call, "no row that says how it ended");
            }
            events += told.size();
            chunks += told.chunks();
        }
        count("rows in calls", rows.getOrDefault("calls", 0), calls.size());
        count("rows in chunks", rows.getOrDefault("chunks", 0), chunks);
        count("lines in files", lines, events);
        problems.addAll(topics.problems());
        return List.copyOf(problems);
    }

    private void answer(MadeCall call) {
        if (call.status() != call.call().status()) {
            add(
                    call,
                    "HTTP status " + call.status() + ", expected " + call.call().status());
        }
        if (call.callId().isEmpty()) {
            add(call, "no call id in the answer");
        }
    }

    private void ending(MadeCall call, EventKind ending) {
        if (ending != call.call().ending()) {
            add(
                    call,
                    "told as " + ending.word() + ", expected "
                            + call.call().ending().word());
        }
    }

    private void count(String what, int found, int expected) {
        if (found != expected) {
            problems.add(found + " " + what + ", expected " + expected);
        }
    }

    private void add(MadeCall call, String problem) {
        problems.add(call.call().title() + ": " + problem);
    }
}
