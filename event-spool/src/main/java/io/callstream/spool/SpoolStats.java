package io.callstream.spool;

import java.util.List;

/**
 * What the spool holds, for metrics and health.
 *
 * @param state how well it keeps events now
 * @param usedBytes disk space of all segment files
 * @param budgetBytes most that they may use
 * @param pendingRecords records that Kafka has not acknowledged
 * @param pendingBytes their size on disk
 * @param oldestPendingMillis age of the oldest of them, in milliseconds; 0 when there is none
 * @param openCallsClosed calls of former runs that were recorded as lost at this start
 * @param losses records lost since the start, by kind and reason
 */
public record SpoolStats(
        SpoolState state,
        long usedBytes,
        long budgetBytes,
        long pendingRecords,
        long pendingBytes,
        long oldestPendingMillis,
        int openCallsClosed,
        List<LossCount> losses) {
    public SpoolStats {
        losses = List.copyOf(losses);
    }
}
