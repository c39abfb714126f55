package io.callstream.sink.slack;

import io.callstream.sink.failure.Fingerprint;
import io.callstream.sink.failure.Recent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers what has been told and counts what has not. For one thread. */
final class AlertTracker {
    /** Kinds of incident told in one message; the rest is counted. */
    private static final int KINDS_AT_ONCE = 10;

    private static final int REMEMBERED_EVENTS = 10_000;
    private static final int REMEMBERED_KINDS = 1_000;

    private final SlackSinkConfig.Pace pace;
    private final Map<String, Boolean> counted = new Recent<>(REMEMBERED_EVENTS);
    private final Map<Fingerprint, Instant> lastSeen = new Recent<>(REMEMBERED_KINDS);
    private final Map<Fingerprint, Tally> digest = new LinkedHashMap<>();
    private @Nullable Instant digestBegun;

    /** @param state what an earlier book held at its end */
    AlertTracker(SlackSinkConfig.Pace pace, BookState state) {
        this.pace = pace;
        this.lastSeen.putAll(state.lastSeen());
        this.digest.putAll(state.digest());
        this.digestBegun = state.digestBegun();
    }

    /** What the next book needs to go on from here. */
    BookState state() {
        return new BookState(digestBegun, digest, lastSeen);
    }

    /** The incidents that were not counted before; an event may be delivered twice. */
    List<Incident> unknown(Collection<Incident> incidents) {
        return incidents.stream()
                .filter(incident -> !counted.containsKey(incident.eventId()))
                .toList();
    }

    /** One incident of each kind that is news, in the order they came. */
    List<Incident> news(List<Incident> incidents, Instant now) {
        Map<Fingerprint, Incident> first = new LinkedHashMap<>();
        for (Incident incident : incidents) {
            if (first.size() < KINDS_AT_ONCE && isFresh(incident, now) && isQuiet(incident.kind(), now)) {
                first.putIfAbsent(incident.kind(), incident);
            }
        }
        return new ArrayList<>(first.values());
    }

    /** Whether it is recent enough to be told at once. */
    boolean isFresh(Incident incident, Instant now) {
        return incident.time().isAfter(now.minus(pace.oldAfter()));
    }

    private boolean isQuiet(Fingerprint kind, Instant now) {
        Instant seen = lastSeen.get(kind);
        return seen == null || seen.plus(pace.digestEvery()).isBefore(now);
    }

    /** Counts the incidents; those that were told go without, but are known from now on. */
    void count(List<Incident> incidents, List<Incident> told, Instant now) {
        for (Incident incident : incidents) {
            if (counted.put(incident.eventId(), true) == null) {
                if (isFresh(incident, now)) {
                    lastSeen.put(incident.kind(), now);
                }
                if (!told.contains(incident)) {
                    addToDigest(incident, now);
                }
            }
        }
    }

    private void addToDigest(Incident incident, Instant now) {
        if (digestBegun == null) {
            digestBegun = now;
        }
        Instant time = incident.time();
        digest.merge(incident.kind(), new Tally(1, time, time, incident.facts().callId()), Tally::and);
    }

    boolean digestIsDue(Instant now) {
        return digestBegun != null && !digestBegun.plus(pace.digestEvery()).isAfter(now);
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
