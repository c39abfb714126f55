package io.callstream.gateway.api.openai;

import io.callstream.json.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

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
    private record Found(int before, int from, int to, int next, boolean metadata) {
        Found followedBy(int at) {
            return new Found(before, from, to, at, metadata);
        }
    }

    /** @param metadata goes to the provider after all when the answer is to be stored there */
    void add(int before, Range field, boolean metadata) {
        found.add(new Found(before, field.from(), field.to(), NONE, metadata));
    }

    /** Another field begins. */
    void next(int at) {
        int last = found.size() - 1;
        if (found.get(last).next == NONE) {
            found.set(last, found.get(last).followedBy(at));
        }
    }

    /** How many fields are cut. */
    int count(boolean keepMetadata) {
        return keepMetadata
                ? (int) found.stream().filter(field -> !field.metadata).count()
                : found.size();
    }

    /** What to cut, in order and without overlaps, so that commas stand right in what is left. */
    List<Range> cuts(boolean keepMetadata) {
        ArrayDeque<Range> cuts = new ArrayDeque<>();
        int end = NONE;
        int last = NONE;
        for (int i = found.size() - 1; i >= 0; i--) {
            Found field = found.get(i);
            if (keepMetadata && field.metadata) {
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
