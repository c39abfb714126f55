package io.callstream.spool;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the spool has of a call without a terminal event.
 *
 * @param key of the call
 * @param preCall its first event
 * @param end its terminal event, where one was noted and not recorded
 */
public record OpenCall(CallKey key, Kept preCall, @Nullable Kept end) {
    /**
     * An encoded event.
     *
     * @param schema it was written with; null when the spool does not have it any more
     * @param body Avro, without header
     */
    public record Kept(@Nullable Schema schema, ByteBuffer body) {}
}
