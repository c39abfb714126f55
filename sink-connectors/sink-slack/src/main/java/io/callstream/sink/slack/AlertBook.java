package io.callstream.sink.slack;

import io.callstream.events.FailureEvent;
import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.failure.Recent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what has been told and counts what has not. It is kept in memory: after a restart, what was counted but not told is
 * gone, and a failure that goes on is told once more. For one thread.
 */
final class AlertBook {
    /** Kinds of failure told in one message; the rest is counted. */
    private static final int KINDS_AT_ONCE = 10;

    private static final int REMEMBERED_EVENTS = 10_000;
    private static final int REMEMBERED_KINDS = 1_000;

    private final Duration digestEvery;
    private final Duration oldAfter;
    private final Map<String, Boolean> counted = new Recent<>(REMEMBERED_EVENTS);
    private final Map<Fingerprint, Instant> lastSeen = new Recent<>(REMEMBERED_KINDS);
    private final Map<Fingerprint, Tally> digest = new LinkedHashMap<>();
    private @Nullable Instant digestBegun;

    AlertBook(SlackSinkConfig config) {
        this.digestEvery = config.digestEvery();
        this.oldAfter = config.oldAfter();
    }

    /** The failures that were not counted before; an event may be delivered twice. */
    List<FailureEvent> unknown(Collection<FailureEvent> failures) {
        return failures.stream()
                .filter(failure -> !counted.containsKey(failure.getEventId()))
                .toList();
    }

    /** One failure of each kind that is news, in the order they came. */
    List<FailureEvent> news(List<FailureEvent> failures, Instant now) {
        Map<Fingerprint, FailureEvent> first = new LinkedHashMap<>();
        for (FailureEvent failure : failures) {
            Fingerprint kind = Fingerprint.of(failure);
            if (first.size() < KINDS_AT_ONCE && isFresh(failure, now) && isQuiet(kind, now)) {
                first.putIfAbsent(kind, failure);
            }
        }
        return new ArrayList<>(first.values());
    }

    private boolean isFresh(FailureEvent failure, Instant now) {
        return failure.getEventTime().isAfter(now.minus(oldAfter));
    }

    private boolean isQuiet(Fingerprint kind, Instant now) {
        Instant seen = lastSeen.get(kind);
        return seen == null || seen.plus(digestEvery).isBefore(now);
    }

    /** Counts the failures; those that were told go without, but are known from now on. */
    void count(List<FailureEvent> failures, List<FailureEvent> told, Instant now) {
        for (FailureEvent failure : failures) {
            if (counted.put(failure.getEventId(), true) == null) {
                Fingerprint kind = Fingerprint.of(failure);
                if (isFresh(failure, now)) {
                    lastSeen.put(kind, now);
                }
                if (!told.contains(failure)) {
                    addToDigest(kind, failure, now);
                }
            }
        }
    }

    private void addToDigest(Fingerprint kind, FailureEvent failure, Instant now) {
        if (digestBegun == null) {
            digestBegun = now;
        }
        Instant time = failure.getEventTime();
        digest.merge(kind, new Tally(1, time, time, failure.getCallId()), Tally::and);
    }

    boolean digestIsDue(Instant now) {
        return digestBegun != null && !digestBegun.plus(digestEvery).isAfter(now);
    }

    /** The digest is kept, and due after its whole time from now. */
    void postponeDigest(Instant now) {
        digestBegun = now;
    }

    /** What has been counted and not told. */
    Map<Fingerprint, Tally> digest() {
        return Map.copyOf(digest);
    }

    /** The digest has been told, or cannot be. */
    void beginDigest() {
        digest.clear();
        digestBegun = null;
    }
}
