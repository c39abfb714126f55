package io.callstream.spool;

/** What a record means to the spool, which closes the calls that a crash left open. */
public enum CallRole {
    /** The call goes on as before. */
    NONE(0),
    /** A call begins: it is open until a record ends it. */
    OPENS(1),
    /** The call has ended; there is one such record for each call. */
    ENDS(2);

    private final byte code;

    CallRole(int code) {
        this.code = (byte) code;
    }

    /** What stands for it in files, fixed for ever. */
    byte code() {
        return code;
    }

    /** A code that this version does not know neither opens nor ends a call. */
    static CallRole of(byte code) {
        return code == OPENS.code ? OPENS : code == ENDS.code ? ENDS : NONE;
    }
}
