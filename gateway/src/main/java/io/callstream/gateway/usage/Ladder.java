package io.callstream.gateway.usage;

import java.util.List;

/**
 * What tokens cost by the length of their prompt: from a length on, prices that hold for the whole call.
 *
 * @param steps the longest first
 */
record Ladder(Rates first, List<Step> steps) {
    Ladder {
        steps = List.copyOf(steps);
    }

    /** @param above prompt tokens above which the rates hold */
    record Step(long above, Rates rates) {}

    Rates ratesFor(long promptTokens) {
        for (int i = 0; i < steps.size(); i++) {
            if (promptTokens > steps.get(i).above()) {
                return steps.get(i).rates();
            }
        }
        return first;
    }
}
