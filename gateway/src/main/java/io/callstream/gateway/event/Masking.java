package io.callstream.gateway.event;

import io.callstream.gateway.json.Range;
import io.callstream.gateway.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes credentials out of a body before it is told. */
final class Masking {
    private static final byte[] MASK = "\"****\"".getBytes(StandardCharsets.US_ASCII);

    private Masking() {}

    /** @param secrets ranges in the order in which they stand in the body */
    static Slice mask(Slice body, List<Range> secrets) {
        if (secrets.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream masked = new ByteArrayOutputStream(body.length());
        int at = 0;
        for (Range secret : secrets) {
            masked.write(body.array(), body.offset() + at, secret.from() - at);
            masked.writeBytes(MASK);
            at = secret.to();
        }
        masked.write(body.array(), body.offset() + at, body.length() - at);
        return Slice.of(masked.toByteArray());
    }
}
