package io.callstream.spool;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An encoded pre-call.
 *
 * @param fingerprint of the schema it was written with
 * @param payload the Avro body
 * @param end the call's terminal event, where one was noted and not recorded
 */
record PreCallBytes(
        long fingerprint, ByteBuffer payload, @Nullable NotedEnd end) {
    PreCallBytes(long fingerprint, ByteBuffer payload) {
        this(fingerprint, payload, null);
    }

    PreCallBytes endedAs(NotedEnd noted) {
        return new PreCallBytes(fingerprint, payload, noted);
    }

    /**
     * An encoded terminal event.
     *
     * @param fingerprint of the schema it was written with
     * @param payload the Avro body
     */
    record NotedEnd(long fingerprint, ByteBuffer payload) {}
}
