package io.callstream.console.web;

/** What somebody who looks may do. */
public enum Role {
    /** Sees figures and columns, but neither prompts nor answers, and changes nothing. */
    VIEWER,
    /** Sees and does everything. */
    ADMIN;

    public boolean admin() {
        return this == ADMIN;
    }

    /** Whether this one may do what the other may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
