package io.callstream.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects losses from all threads until the keeper writes them down. Neighbouring losses of one cause become one
 * entry, so that the memory used does not grow with the number of records shed.
 */
final class Losses {
    private static final String UNKNOWN = "unknown";

    private final Map<Cause, Long> totals = new HashMap<>();
    private List<Loss> unwritten = new ArrayList<>();

    /** Cheap enough for an event loop that is shedding: no I/O happens under this lock. */
    synchronized void add(Loss loss) {
        totals.merge(new Cause(loss.kind() == null ? UNKNOWN : loss.kind(), loss.reason()), loss.count(), Long::sum);
        merge(loss);
    }

    synchronized List<Loss> drain() {
        List<Loss> drained = unwritten;
        unwritten = new ArrayList<>();
        return drained;
    }

    /** Takes back what could not be written; it is counted already. */
    synchronized void restore(List<Loss> losses) {
        losses.forEach(this::merge);
    }

    synchronized List<LossCount> counts() {
        return totals.entrySet().stream()
                .map(e -> new LossCount(e.getKey().kind(), e.getKey().reason(), e.getValue()))
                .toList();
    }

    private void merge(Loss loss) {
        for (int i = 0; i < unwritten.size(); i++) {
            if (unwritten.get(i).sameCause(loss)) {
                unwritten.set(i, unwritten.get(i).plus(loss));
                return;
            }
        }
        unwritten.add(loss);
    }

    private record Cause(String kind, LossReason reason) {}
}
