package io.callstream.spool;

/** When a record is given up for want of space, and with which others it is read. */
public enum Retention {
    /** First of all; read apart, so that bulk never holds up the others. */
    BULK(1),
    /** Before the last: a later record repeats what it says. */
    REPEATED(2),
    /** Last. */
    LAST(3);

    private final byte code;

    Retention(int code) {
        this.code = (byte) code;
    }

    /** What stands for it in files, fixed for ever. */
    byte code() {
        return code;
    }

    /** A code that this version does not know is kept longest. */
    static Retention of(byte code) {
        return code == BULK.code ? BULK : code == REPEATED.code ? REPEATED : LAST;
    }
}
