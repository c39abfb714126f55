package io.callstream.spool;

/**
 * A counter for metrics.
 *
 * @param kind kind word, or {@code unknown}
 * @param reason why the records were lost
 * @param count records since the process started
 */
public record LossCount(String kind, LossReason reason, long count) {}
