package io.callstream.analytics.call;

/** What is worth counting while calls are put together. Called by the threads that process. */
public interface CallCounters {
    /** A row was written; the outcome is success, failure or orphan. */
    void row(String outcome);

    /** An end came again, or a second one. */
    void repeatedEnd();

    /** An event or a row of an erased subject was left out. */
    void erased();

    /** A chunk came when the row was written already. */
    void lateChunk();
}
