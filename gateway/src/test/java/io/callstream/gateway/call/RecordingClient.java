package io.callstream.gateway.call;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A client's connection that keeps what it gets, and takes it in when the test says so. */
public final class RecordingClient implements ClientChannel {
    private static final int MOST_DIGITS = 16;

    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean taking = true;
    private boolean writable = true;
    private boolean gone;
    private boolean cut;
    private int answers;
    private boolean reusable;

    /** All that was written to it and sent. */
    public String received() {
        return received.toString(StandardCharsets.UTF_8);
    }

    /** What follows the head. */
    public String body() {
        String all = received();
        return all.substring(all.indexOf("\r\n\r\n") + 4);
    }

    /** The body without the framing of chunks. */
    public String content() {
        if (!received().contains("\r\ntransfer-encoding: chunked\r\n")) {
            return body();
        }
        byte[] all = received.toByteArray();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = received.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        while (at < all.length) {
            String line = new String(all, at, Math.min(MOST_DIGITS, all.length - at), StandardCharsets.US_ASCII);
            String digits = line.substring(0, line.indexOf('\r'));
            int size = Integer.parseInt(digits, 16);
            content.write(all, at + digits.length() + 2, size);
            at += digits.length() + 2 + size + 2;
        }
        return content.toString(StandardCharsets.UTF_8);
    }

    public String status() {
        String all = received();
        return all.isEmpty() ? "" : all.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    /** How often it was told that the answer is complete. */
    public int answers() {
        return answers;
    }

    public boolean reusable() {
        return reusable;
    }

    public boolean wasCut() {
        return cut;
    }

    /** It no longer takes anything in. */
    void stall() {
        taking = false;
        writable = false;
    }

    /** It takes in all that was written. */
    void goOn() {
        taking = true;
        writable = true;
        settle(true);
    }

    /** It hangs up. */
    void hangUp() {
        gone = true;
        settle(false);
    }

    @Override
    public ByteBufAllocator alloc() {
        return UnpooledByteBufAllocator.DEFAULT;
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public void write(ByteBuf bytes) {
        if (!gone) {
            unsent.writeBytes(ByteBufUtil.getBytes(bytes));
        }
        bytes.release();
    }

    @Override
    public void flush() {
        received.writeBytes(unsent.toByteArray());
        unsent.reset();
        if (taking) {
            settle(!gone);
        }
    }

    @Override
    public void whenSent(Consumer<Boolean> sent) {
        if (gone) {
            sent.accept(false);
        } else if (taking) {
            sent.accept(true);
        } else {
            waiting.add(sent);
        }
    }

    @Override
    public void answered(boolean mayServeAgain) {
        answers++;
        reusable = mayServeAgain;
    }

    @Override
    public void cut() {
        cut = true;
        hangUp();
    }

    private void settle(boolean sent) {
        List<Consumer<Boolean>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(each -> each.accept(sent));
    }
}
