package io.callstream.spool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Ends calls as it was noted, otherwise with {@link #LOST} and what their first event said. */
final class TextOrphans implements OrphanEvents {
    static final String LOST = "lost: ";

    @Override
    public End end(OpenCall call, Place place) {
        OpenCall.Kept noted = call.end();
        return noted == null
                ? new End(TestKinds.FAILURE, lost(call.preCall().body()))
                : new End(TestKinds.SUCCESS, noted.body());
    }

    private static ByteBuffer lost(ByteBuffer started) {
        return ByteBuffer.allocate(LOST.length() + started.remaining())
                .put(LOST.getBytes(StandardCharsets.US_ASCII))
                .put(started.duplicate())
                .flip();
    }
}
