package io.callstream.gateway.call;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A client's connection that keeps what it gets, and takes it in when the test says so. */
final class RecordingClient implements ClientChannel {
    private final StringBuilder received = new StringBuilder();
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean taking = true;
    private boolean writable = true;
    private boolean gone;
    private boolean cut;
    private int answers;
    private boolean reusable;

    /** All that was written to it. */
    String received() {
        return received.toString();
    }

    /** What follows the head. */
    String body() {
        return received.substring(received.indexOf("\r\n\r\n") + 4);
    }

    String status() {
        return received.isEmpty() ? "" : received.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    /** How often it was told that the answer is complete. */
    int answers() {
        return answers;
    }

    boolean reusable() {
        return reusable;
    }

    boolean wasCut() {
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
            received.append(bytes.toString(StandardCharsets.UTF_8));
        }
        bytes.release();
    }

    @Override
    public void flush() {
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
