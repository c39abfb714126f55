package io.callstream.gateway.config;

/** What becomes of calls when the spool has no room for their events. */
public enum SpoolOnFull {
    /** They go on; what is lost is counted. */
    SHED,
    /** New ones are refused. */
    REFUSE_CALLS
}
