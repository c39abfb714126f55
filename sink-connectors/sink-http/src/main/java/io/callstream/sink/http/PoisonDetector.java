package io.callstream.sink.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a destination that is out of order from an event that it cannot digest, where both get the same answer. An event on which it failed several times
 * while it took others is the cause itself. Safe for use by several threads.
 */
public final class PoisonDetector {
    private static final int FAILURES = 5;
    private static final int REMEMBERED = 10_000;

    private final Map<String, Suspect> poisonDetector = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Suspect> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long taken;

    private record Suspect(int failures, long takenBefore) {}

    public synchronized void taken(String eventId) {
        taken++;
        poisonDetector.remove(eventId);
    }

    /** @return whether the event is the cause */
    public synchronized boolean failed(String eventId) {
        Suspect before = poisonDetector.getOrDefault(eventId, new Suspect(0, taken));
        Suspect now = new Suspect(before.failures() + 1, before.takenBefore());
        if (now.failures() >= FAILURES && taken > now.takenBefore()) {
            poisonDetector.remove(eventId);
            return true;
        }
        poisonDetector.put(eventId, now);
        return false;
    }
}
