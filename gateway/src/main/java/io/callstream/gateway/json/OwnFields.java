package io.callstream.gateway.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Top-level fields that LiteLLM's clients say to the gateway and not to the provider, which refuses what it does not
 * know, and the cuts that take them out of the body.
 */
final class OwnFields {
    private static final int NONE = -1;

    private static final List<String> PREFIXES =
            List.of("litellm_", "langfuse_", "langsmith_", "posthog_", "humanloop_", "arize_", "gcs_");

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

    /** Whether a field that is none of OpenAI's is one of ours: LiteLLM's own, or an account of a callback's. */
    static boolean has(String name) {
        return name.indexOf('_') > 0 && PREFIXES.stream().anyMatch(name::startsWith);
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

    /** What to cut, in order and without overlaps, so that commas stand right in what is left. */
    List<Range> cuts(boolean keepMetadata) {
        List<Found> fields =
                keepMetadata ? found.stream().filter(field -> !field.metadata).toList() : found;
        List<Range> cuts = new ArrayList<>();
        int end = NONE;
        for (int i = fields.size() - 1; i >= 0; i--) {
            Found field = fields.get(i);
            if (field.next == NONE || field.to == end) {
                // At the body's end it is the comma before that goes, with all that goes there.
                cuts.removeIf(cut -> true);
                end = field.before;
                cuts.add(new Range(field.before, fields.get(fields.size() - 1).to));
            } else {
                cuts.add(0, new Range(field.from, field.next));
            }
        }
        return cuts;
    }
}
