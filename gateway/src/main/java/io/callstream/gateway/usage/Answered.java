package io.callstream.gateway.usage;

import org.jspecify.annotations.Nullable;

/** What is known of an answer that decides what it cost, beside what it used. */
public interface Answered {
    /** Nobody has answered, or the answer does not say. */
    Answered UNSAID = as(null, null);

    /** Name of the model that the provider reports: an alias of its own perhaps, or a snapshot of what was asked for. */
    @Nullable String model();

    /** The word for how the call was served, see {@link TierWords}; null when nobody says it. Only asked for where it matters. */
    @Nullable String tier();

    static Answered as(@Nullable String model, @Nullable String tier) {
        return new Said(model, tier);
    }

    /** What there is when all of it is known. */
    record Said(@Nullable String model, @Nullable String tier) implements Answered {}
}
