package io.callstream.gateway.cache;

import java.util.concurrent.atomic.LongAdder;

/** Counts what became of lookups and of answers that were to be kept. Safe for all threads. */
public final class CacheCounters {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder savedNanoUsd = new LongAdder();

    /** @param saved 10^-9 US dollars; negative when no price is known */
    public void hit(long saved) {
        hits.increment();
        savedNanoUsd.add(Math.max(0, saved));
    }

    public void miss() {
        misses.increment();
    }

    void error() {
        errors.increment();
    }

    void kept() {
        kept.increment();
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    /** Lookups and writes that Redis did not carry out, or answered with something that is no kept answer. */
    public long errors() {
        return errors.sum();
    }

    /** Answers that were kept. */
    public long answersKept() {
        return kept.sum();
    }

    public long savedNanoUsd() {
        return savedNanoUsd.sum();
    }
}
