package io.callstream.gateway.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content codings gzip and deflate (RFC 9110 §8.4), in small pieces, so that whoever takes them in can stop
 * before much has been made of little. Deflate comes with zlib's frame and, from some servers, without. A body that says
 * gzip and is not passes as it is: something on the way has undone it and left the header. For one body and one thread.
 */
public final class ContentDecoder {
    private static final String IDENTITY = "identity";
    private static final int PIECE = 16 << 10;
    private static final int GZIP = 0x1f;
    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_CHECK = 31;

    private final @Nullable GzipHead gzip;
    private final byte[] piece = new byte[PIECE];
    private @Nullable Inflater inflater;
    private int first = -1;
    private boolean plain;
    private boolean over;

    private ContentDecoder(boolean gzip) {
        this.gzip = gzip ? new GzipHead() : null;
    }

    /** A decoder for the value of a {@code Content-Encoding} header; null when there is none for it. */
    public static @Nullable ContentDecoder of(String coding) {
        String named = Arrays.stream(coding.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.equals(IDENTITY))
                .collect(Collectors.joining(","));
        return switch (named) {
            case "gzip", "x-gzip" -> new ContentDecoder(true);
            case "deflate" -> new ContentDecoder(false);
            default -> null;
        };
    }

    /**
     * Decodes a part of the body.
     *
     * @param taker takes pieces in, valid during the call only; false from it ends the decoding
     * @throws DataFormatException if it cannot be decoded
     */
    public void decode(ByteBuf part, Predicate<ByteBuf> taker) throws DataFormatException {
        byte[] bytes = withFirst(ByteBufUtil.getBytes(part));
        int at = 0;
        boolean taken = !over;
        while (taken && at < bytes.length) {
            if (plain) {
                over = !taker.test(Unpooled.wrappedBuffer(bytes, at, bytes.length - at));
                return;
            }
            Inflater open = inflater;
            if (open == null) {
                at = begin(bytes, at);
            } else {
                open.setInput(bytes, at, bytes.length - at);
                taken = inflate(open, taker);
                over |= !taken;
                at = bytes.length - open.getRemaining();
                if (open.finished() && gzip != null) {
                    gzip.nextMember();
                    close(open);
                }
            }
        }
    }

    /** Whether what has come is a whole body, to be asked before {@link #close}: one that ends too early is none. */
    public boolean whole() {
        GzipHead head = gzip;
        return over || plain || (head == null ? first < 0 : head.fresh() || head.atMember());
    }

    /** Gives the memory back. */
    public void close() {
        Inflater open = inflater;
        if (open != null) {
            close(open);
        }
        over = true;
    }

    private void close(Inflater open) {
        open.end();
        inflater = null;
    }

    private boolean inflate(Inflater open, Predicate<ByteBuf> taker) throws DataFormatException {
        while (!open.finished()) {
            int length = open.inflate(piece);
            if (length > 0 && !taker.test(Unpooled.wrappedBuffer(piece, 0, length))) {
                return false;
            }
            if (length == 0 && !open.finished()) {
                if (open.needsDictionary()) {
                    throw new DataFormatException("a dictionary is needed");
                }
                return true; // more of the body is needed
            }
        }
        over = gzip == null; // nothing that follows belongs to the body
        return !over;
    }

    /** What comes before the deflated data. The place behind what was read is returned. */
    private int begin(byte[] bytes, int from) {
        GzipHead head = gzip;
        if (head == null) {
            first = bytes[from] & 0xff;
            if (from + 1 == bytes.length) {
                return bytes.length;
            }
            beginDeflate(bytes[from + 1] & 0xff);
            return from;
        }
        if (head.fresh() && (bytes[from] & 0xff) != GZIP) {
            plain = true;
            return from;
        }
        int at = from;
        while (at < bytes.length && !head.over()) {
            if (!head.fresh() && head.atMember() && (bytes[at] & 0xff) != GZIP) {
                over = true; // padding, not another member
                return bytes.length;
            }
            head.accept(bytes[at++]);
        }
        if (head.over()) {
            inflater = new Inflater(true);
        }
        return at;
    }

    /** Two bytes say whether there is a frame. */
    private void beginDeflate(int second) {
        boolean zlib = (first & 0xf) == ZLIB_METHOD && (first << Byte.SIZE | second) % ZLIB_CHECK == 0;
        inflater = new Inflater(!zlib);
    }

    /** The byte kept from the last part, and these. */
    private byte[] withFirst(byte[] bytes) {
        if (gzip != null || inflater != null || first < 0) {
            return bytes;
        }
        byte[] all = new byte[bytes.length + 1];
        all[0] = (byte) first;
        System.arraycopy(bytes, 0, all, 1, bytes.length);
        return all;
    }
}
