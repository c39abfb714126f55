package io.callstream.gateway.call;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first bytes of a body, which distinguish a stream from JSON. */
final class BodyStart {
    private static final List<byte[]> FIELDS = List.of(
            ascii("data:"),
            ascii("event:"),
            ascii("id:"),
            ascii("retry:"),
            ascii(":"),
            ascii("data\n"),
            ascii("data\r"));
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final boolean labelled;
    private byte[] bytes = {};

    /** @param labelled whether the head says that it is a stream */
    BodyStart(boolean labelled) {
        this.labelled = labelled;
    }

    void add(ByteBuf part) {
        byte[] more = ByteBufUtil.getBytes(part);
        if (bytes.length == 0) {
            bytes = more;
        } else {
            int length = bytes.length;
            bytes = Arrays.copyOf(bytes, length + more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** What it is; null as long as that cannot be known. A body labelled as a stream is one unless JSON begins. */
    ReplyHead.@Nullable Form form() {
        int at = begin();
        if (at == bytes.length) {
            return null;
        }
        if (bytes[at] == '{' || bytes[at] == '[') {
            return ReplyHead.Form.JSON;
        }
        if (labelled) {
            return ReplyHead.Form.STREAM;
        }
        boolean open = false;
        for (byte[] field : FIELDS) {
            int length = Math.min(field.length, bytes.length - at);
            boolean fits = Arrays.equals(field, 0, length, bytes, at, at + length);
            if (fits && length == field.length) {
                return ReplyHead.Form.STREAM;
            }
            open |= fits;
        }
        return open ? null : ReplyHead.Form.JSON;
    }

    /** What it is when nothing more comes. */
    ReplyHead.Form likely() {
        ReplyHead.Form form = form();
        ReplyHead.Form label = labelled ? ReplyHead.Form.STREAM : ReplyHead.Form.JSON;
        return form == null ? label : form;
    }

    /** Behind the byte order mark and white space. */
    private int begin() {
        int at = bytes.length >= MARK.length && Arrays.equals(MARK, 0, MARK.length, bytes, 0, MARK.length)
                ? MARK.length
                : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        boolean partOfMark = bytes.length < MARK.length && bytes.length > 0 && bytes[0] == MARK[0];
        return partOfMark ? bytes.length : at;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
