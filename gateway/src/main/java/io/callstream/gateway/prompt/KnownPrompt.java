package io.callstream.gateway.prompt;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of one prompt: what its source said last, and when. Replaced when the source says something else. Safe for
 * all threads.
 *
 * @param said {@link Fetched.Found} or {@link Fetched.Refused}
 * @param askedNanos when it was asked for
 * @param failing whether the source could not be asked since
 * @param nextNanos when the source may be asked again
 * @param usedNanos when it was last asked for here
 */
record KnownPrompt(Fetched said, long askedNanos, boolean failing, AtomicLong nextNanos, AtomicLong usedNanos) {
    static KnownPrompt of(Fetched said, long now) {
        return new KnownPrompt(said, now, false, new AtomicLong(now), new AtomicLong(now));
    }

    /** The same, after the source could not be asked. */
    KnownPrompt failing(long next) {
        return new KnownPrompt(said, askedNanos, true, new AtomicLong(next), usedNanos);
    }

    long age(long now) {
        return now - askedNanos;
    }

    /** Whether whoever asks is to ask the source; of several who ask at a time one is. */
    boolean takeTurn(long now, long pauseNanos) {
        long next = nextNanos.get();
        return next - now <= 0 && nextNanos.compareAndSet(next, now + pauseNanos);
    }

    void used(long now) {
        usedNanos.lazySet(now);
    }

    int weight() {
        return said instanceof Fetched.Found found ? found.template().weight() : 0;
    }
}
