package io.callstream.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A request encoded once and sent many times. */
final class RawRequest {
    private final ByteBuf bytes;

    private RawRequest(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** A JSON body posted to {@code url} with a bearer key. */
    static RawRequest post(URI url, String key, String body) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getAuthority()
                + "\r\nAuthorization: Bearer " + key + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocateDirect(start.length + json.length);
        bytes.put(start).put(json).flip();
        return new RawRequest(Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes)));
    }

    /** The bytes to write; the receiver releases them. */
    ByteBuf bytes() {
        return bytes.retainedDuplicate();
    }
}
