package io.callstream.sink;

/** Takes what a removal did, place by place. Safe for use by several threads. */
@FunctionalInterface
public interface ErasureOutcomes {
    /**
     * To be called before {@link EventSink#deliver} answers, once for each place, also with a count of zero. Counts of several runs are
     * added, so that one that ended half way and was tried again is told right.
     *
     * @param erasure as it was given to {@code deliver}
     */
    void add(Erasure erasure, ErasureOutcome outcome);
}
