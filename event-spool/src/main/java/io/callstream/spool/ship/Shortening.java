package io.callstream.spool.ship;

/** How much of an event is left out because its topic does not take all of it. Each level includes the one before. */
enum Shortening {
    NOTHING,
    /** What the provider said in its own form, which the answer says again. */
    OWN_FORM,
    /** Bodies are recorded by reference, or not at all where nothing keeps them. */
    BODIES,
    /** Long texts are cut, and what the call does not need to be counted is left out. */
    DETAILS;

    boolean last() {
        return this == DETAILS;
    }

    Shortening next() {
        return last() ? this : values()[ordinal() + 1];
    }
}
