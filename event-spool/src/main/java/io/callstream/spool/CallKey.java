package io.callstream.spool;

import java.util.UUID;

/**
 * A call's UUID as two numbers, so that the event loop need not make text of it.
 *
 * @param high most significant bits
 * @param low least significant bits
 */
public record CallKey(long high, long low) {
    public static CallKey of(UUID id) {
        return new CallKey(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The canonical text of the UUID: the record key on Kafka. */
    public String text() {
        return new UUID(high, low).toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
