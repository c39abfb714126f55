package io.callstream.sink.sentry;

import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.sink.failure.Recent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the latest calls of each session, or of each key where there is no session: what came before a failure. For any thread. */
final class Trail {
    private static final int CALLS = 20;
    private static final int REMEMBERED = 2_000;

    private final Map<String, Deque<Step>> bySession = new Recent<>(REMEMBERED);

    /** A call that began. */
    record Step(
            Instant time,
            String callId,
            String callType,
            @Nullable String modelGroup,
            boolean stream) {}

    synchronized void note(PreCallEvent call) {
        String session = session(call.getSessionId(), call.getKeyHash());
        if (session == null) {
            return;
        }
        Deque<Step> steps = bySession.computeIfAbsent(session, first -> new ArrayDeque<>());
        if (steps.stream().noneMatch(step -> step.callId().equals(call.getCallId()))) {
            steps.addLast(new Step(
                    call.getEventTime(), call.getCallId(), call.getCallType(), call.getModelGroup(), call.getStream()));
        }
        if (steps.size() > CALLS) {
            steps.removeFirst();
        }
    }

    /** The calls of the failed call's session that began before it, earliest first. */
    synchronized List<Step> before(FailureEvent failure) {
        String session = session(failure.getSessionId(), failure.getKeyHash());
        Deque<Step> steps = session == null ? null : bySession.get(session);
        return steps == null
                ? List.of()
                : steps.stream()
                        .filter(step -> !step.callId().equals(failure.getCallId()))
                        .filter(step -> !step.time().isAfter(failure.getStartedAt()))
                        .sorted((one, other) -> one.time().compareTo(other.time()))
                        .toList();
    }

    private static @Nullable String session(@Nullable String sessionId, @Nullable String keyHash) {
        if (sessionId != null) {
            return "session " + sessionId;
        }
        return keyHash == null ? null : "key " + keyHash;
    }
}
