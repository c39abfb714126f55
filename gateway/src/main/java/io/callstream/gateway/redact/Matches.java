package io.callstream.gateway.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found in one text. For one thread. */
final class Matches {
    private List<Match> found = List.of();

    /**
     * Something to be taken out.
     *
     * @param name of what found it
     */
    record Match(int from, int to, String name) {
        /** What stands in its place. */
        String mark() {
            return "[" + name + "]";
        }
    }

    void add(int from, int to, String name) {
        if (found.isEmpty()) {
            found = new ArrayList<>();
        }
        found.add(new Match(from, to, name));
    }

    /** In order; what overlaps is one, under the name of what begins first, the longer one before the shorter. */
    List<Match> merged() {
        if (found.size() < 2) {
            return found;
        }
        found.sort(Comparator.comparingInt(Match::from)
                .thenComparing(Comparator.comparingInt(Match::to).reversed()));
        List<Match> merged = new ArrayList<>();
        for (Match next : found) {
            Match last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.from() >= last.to()) {
                merged.add(next);
            } else if (next.to() > last.to()) {
                merged.set(merged.size() - 1, new Match(last.from(), next.to(), last.name()));
            }
        }
        return merged;
    }
}
