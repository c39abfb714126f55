package io.callstream.spool;

/** What became of an append. */
public enum Appended {
    /** The record is in the spool: it survives the death of this process. */
    KEPT,
    /**
     * The record was given up for want of space. It has used its sequence number, so that readers see the gap; it is
     * counted, and the loss log names it.
     */
    SHED
}
