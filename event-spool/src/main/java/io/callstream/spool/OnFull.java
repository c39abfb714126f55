package io.callstream.spool;

/** What becomes of calls when the spool has no room for their events. */
public enum OnFull {
    /** Calls go on; events are shed, chunks first and ends last, and counted. */
    SHED,
    /** New calls are refused while there is still room for the events of those under way. */
    REFUSE_CALLS
}
