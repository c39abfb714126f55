package io.callstream.spool;

import java.util.Locale;

/** Why a record was lost. */
public enum LossReason {
    /** The disk budget is used up. */
    BUDGET,
    /** The file system gave no more space. */
    DISK_FULL,
    /** The lane filled its segment before the next one was ready. */
    LATE,
    /** Larger than a segment can hold. */
    TOO_LARGE,
    /** The disk failed under a write. */
    DISK_ERROR,
    /** Bytes on disk were damaged. */
    CORRUPT,
    /** Kafka refused the record for good. */
    REFUSED,
    /** Appended after the spool was closed. */
    CLOSED,
    /** Kept, but without bodies, because space was short. */
    CONTENT;

    /** The word used in metrics and in the loss log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
