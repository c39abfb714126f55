package io.callstream.spool;

/** How well the spool keeps events now. */
public enum SpoolState {
    /** Everything is kept. */
    KEEPING("keeping"),
    /** Space is short: chunks, and soon bodies, are given up. */
    SHEDDING("shedding"),
    /** There is no more space: what is recorded beyond what is left of the lanes' segments is lost. */
    FULL("full"),
    /** New calls are refused, so that nothing is lost. */
    REFUSING("refusing calls");

    private final String word;

    SpoolState(String word) {
        this.word = word;
    }

    /** The word used in health pages. */
    public String word() {
        return word;
    }
}
