package io.callstream.gateway.api.openai;

import io.callstream.json.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The {@link GatewayField}s of one body, and the cuts that take them out of it. */
final class GatewayOnlyFields {
    private static final int NONE = -1;

    private final List<Found> found = new ArrayList<>();

    /**
     * One field.
     *
     * @param before where the field before it ends; the body's brace, if there is none
     * @param from its name's quote
     * @param to its value's end
     * @param next the next field's quote; {@link #NONE} if it is the last one
     */
    private record Found(int before, int from, int to, int next, Kind kind) {
        Found followedBy(int at) {
            return new Found(before, from, to, at, kind);
        }
    }

    /** What becomes of a field. */
    enum Kind {
        USUAL,
        /** Goes to the provider after all when the answer is to be stored there. */
        METADATA,
        /** Goes to nobody once a prompt has been put into the request. */
        PROMPT
    }

    void add(int before, Range field, Kind kind) {
        found.add(new Found(before, field.from(), field.to(), NONE, kind));
    }

    /** Another field begins. */
    void next(int at) {
        int last = found.size() - 1;
        if (found.get(last).next == NONE) {
            found.set(last, found.get(last).followedBy(at));
        }
    }

    /** How many fields are cut. */
    int count(Set<Kind> cut) {
        return (int) found.stream().filter(field -> cut.contains(field.kind)).count();
    }

    /** What to cut, in order and without overlaps, so that commas stand right in what is left. */
    List<Range> cuts(Set<Kind> cut) {
        ArrayDeque<Range> cuts = new ArrayDeque<>();
        int end = NONE;
        int last = NONE;
        for (int i = found.size() - 1; i >= 0; i--) {
            Found field = found.get(i);
            if (!cut.contains(field.kind)) {
                continue;
            }
            last = last == NONE ? field.to : last;
            if (field.next == NONE || field.to == end) {
                // At the body's end it is the comma before that goes, with all that goes there.
                cuts.clear();
                end = field.before;
                cuts.addFirst(new Range(field.before, last));
            } else {
                cuts.addFirst(new Range(field.from, field.next));
            }
        }
        return List.copyOf(cuts);
    }
}
