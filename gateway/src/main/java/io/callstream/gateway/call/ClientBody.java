package io.callstream.gateway.call;

import io.callstream.json.Slice;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer on its way out: what is added goes out with the next flush, in one HTTP chunk, and the head
 * together with the first of them.
 */
final class ClientBody {
    private static final int FIRST_BYTES = 1024;
    /** Eight hex digits and a line end. */
    private static final int CHUNK_HEAD = 10;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final ClientChannel client;
    private final boolean chunked;
    private @Nullable ByteBuf pending;
    private int chunkStart;
    private boolean begun;
    private boolean sent;

    /** @param head of the answer, taken over; the first bytes that go out */
    ClientBody(ClientChannel client, boolean chunked, ByteBuf head) {
        this.client = client;
        this.chunked = chunked;
        this.pending = head;
        openChunk(head);
    }

    void add(Slice bytes) {
        buffer().writeBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    void add(ByteBuf bytes) {
        buffer().writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
    }

    /** Sends what there is; never the head alone. */
    void flush() {
        ByteBuf out = pending;
        if (out != null && begun) {
            pending = null;
            closeChunk(out);
            send(out);
        }
    }

    /** Whether anything has gone out. */
    boolean sent() {
        return sent;
    }

    private void send(ByteBuf out) {
        sent = true;
        client.write(out);
        client.flush();
    }

    /** Ends the body properly and sends all of it. */
    void end() {
        ByteBuf out = buffer();
        pending = null;
        closeChunk(out);
        if (chunked) {
            out.writeBytes(LAST_CHUNK);
        }
        send(out);
    }

    /** Gives up what has not been sent. */
    void release() {
        ByteBuf out = pending;
        pending = null;
        if (out != null) {
            out.release();
        }
    }

    private ByteBuf buffer() {
        begun = true;
        ByteBuf out = pending;
        if (out == null) {
            out = client.alloc().directBuffer(FIRST_BYTES);
            openChunk(out);
            pending = out;
        }
        return out;
    }

    private void openChunk(ByteBuf out) {
        if (chunked) {
            out.writeZero(CHUNK_HEAD);
        }
        chunkStart = out.writerIndex();
    }

    /** Writes the chunk's length in front of it, now that it is known; an empty chunk would end the body. */
    private void closeChunk(ByteBuf out) {
        if (!chunked) {
            return;
        }
        int length = out.writerIndex() - chunkStart;
        int at = chunkStart - CHUNK_HEAD;
        if (length == 0) {
            out.writerIndex(at);
            return;
        }
        for (int i = 0; i < Integer.BYTES * 2; i++) {
            out.setByte(at + i, HEX[length >>> (28 - 4 * i) & 0xf]);
        }
        out.setBytes(at + Integer.BYTES * 2, LINE_END);
        out.writeBytes(LINE_END);
    }
}
