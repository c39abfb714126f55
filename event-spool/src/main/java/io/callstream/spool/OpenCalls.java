package io.callstream.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Knows which calls of a lane have no terminal event yet, and carries their pre-calls forward when the segment that
 * holds them is given back, so that one slow call pins nothing. For the reading thread.
 */
final class OpenCalls {
    private final OpenCallFile carried;
    private final Map<CallKey, SpoolRecord> open = new LinkedHashMap<>();
    /** How open calls ended whose events are still to be recorded. */
    private final Map<CallKey, SpoolRecord> noted = new LinkedHashMap<>();

    private final Deque<SpoolRecord> closing = new ArrayDeque<>();

    OpenCalls(OpenCallFile carried) {
        this.carried = carried;
    }

    void seen(SpoolRecord record) {
        if (record.note()) {
            noted.put(record.call(), record);
            return;
        }
        if (record.kind().opens()) {
            open.put(record.call(), record);
        } else if (record.kind().ends()) {
            ended(record);
        }
    }

    private void ended(SpoolRecord record) {
        noted.remove(record.call());
        if (open.remove(record.call()) == null && carried.holds(record.call())) {
            closing.add(record);
        }
    }

    /** Writes down what must be known once this segment's records are gone; on disk when this returns. */
    void leave(Segment segment) throws IOException {
        boolean changed = false;
        for (Iterator<SpoolRecord> oldest = open.values().iterator(); oldest.hasNext(); ) {
            SpoolRecord record = oldest.next();
            if (record.segment().index() > segment.index()) {
                break;
            }
            carried.add(record.call(), record.fingerprint(), record.payload());
            oldest.remove();
            changed = true;
        }
        for (Iterator<SpoolRecord> oldest = noted.values().iterator(); oldest.hasNext(); ) {
            SpoolRecord record = oldest.next();
            if (record.segment().index() > segment.index()) {
                break;
            }
            changed |= carried.note(record.call(), record.fingerprint(), record.payload());
            oldest.remove();
        }
        while (!closing.isEmpty() && closing.peek().segment().index() <= segment.index()) {
            carried.close(closing.remove().call());
            changed = true;
        }
        if (changed) {
            carried.settle();
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }
}
