package io.callstream.gateway.eventstream;

import io.callstream.json.Slice;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a stream into messages: the lengths of all and of the headers, their checksum, headers, payload, and the
 * checksum of all. For one stream and one thread.
 */
public final class EventStreamReader {
    private static final int LENGTHS = 8;
    private static final int CHECKSUM = 4;
    private static final int PRELUDE = LENGTHS + CHECKSUM;
    private static final int LEAST = PRELUDE + CHECKSUM;
    private static final int FIRST_BYTES = 4 << 10;

    private final int mostBytes;
    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[FIRST_BYTES];
    private int from;
    private int to;

    /** @param mostBytes that a message may have */
    public EventStreamReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes in the next bytes; messages that were given out are no longer valid. */
    public void append(Slice more) {
        int held = to - from;
        if (more.length() > bytes.length - to) {
            byte[] room =
                    held + more.length() <= bytes.length ? bytes : new byte[Math.max(held + more.length(), held * 2)];
            System.arraycopy(bytes, from, room, 0, held);
            bytes = room;
            from = 0;
            to = held;
        }
        System.arraycopy(more.array(), more.offset(), bytes, to, more.length());
        to += more.length();
    }

    /**
     * The next message; null when more bytes are needed.
     *
     * @throws BrokenStreamException if the bytes are no such message; the reader is of no further use then
     */
    public @Nullable StreamMessage next() throws BrokenStreamException {
        if (to - from < PRELUDE) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(bytes, from, to - from);
        int length = message.getInt();
        int headers = message.getInt();
        check(from, LENGTHS, message.getInt(), "the lengths of a message");
        if (length < LEAST || length > mostBytes || headers < 0 || headers > length - LEAST) {
            throw new BrokenStreamException("a message of " + (length & 0xffffffffL) + " bytes with "
                    + (headers & 0xffffffffL) + " bytes of headers (at most " + mostBytes + " are read)");
        }
        return to - from < length ? null : whole(length, headers);
    }

    /** Whether a message has begun that is not whole. */
    public boolean inMessage() {
        return to > from;
    }

    private StreamMessage whole(int length, int headers) throws BrokenStreamException {
        int end = from + length - CHECKSUM;
        check(from, length - CHECKSUM, ByteBuffer.wrap(bytes, end, CHECKSUM).getInt(), "a message");
        int payload = from + PRELUDE + headers;
        ByteBuffer head = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from + PRELUDE, payload));
        from += length;
        return new StreamMessage(MessageHeaders.read(head), new Slice(bytes, payload, end - payload));
    }

    private void check(int at, int length, int said, String what) throws BrokenStreamException {
        crc.reset();
        crc.update(bytes, at, length);
        if ((int) crc.getValue() != said) {
            throw new BrokenStreamException("the checksum of " + what + " is wrong");
        }
    }
}
