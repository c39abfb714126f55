package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;

/** How much a request may hold of what the gateway reads one by one; documented, and named when it is passed. */
final class FieldBounds {
    /** Fields of the body, fields of its metadata, tags, and sinks named in a list. */
    static final int MOST_ENTRIES = 4096;

    private FieldBounds() {}

    /**
     * Refuses one entry too many.
     *
     * @param entries how many there are with this one
     */
    static void check(String field, int entries) throws InvalidRequestException {
        if (entries > MOST_ENTRIES) {
            throw InvalidRequestException.field(field, "at most " + MOST_ENTRIES + " entries");
        }
    }
}
