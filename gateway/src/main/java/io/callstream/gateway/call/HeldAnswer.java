package io.callstream.gateway.call;

import io.callstream.gateway.limit.Hold;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The client's connection as an answer sees it that must not go out yet: what is written is kept, in its order, until it may.
 * A provider that sends more than is kept has to wait, as for a client that does not keep up.
 */
final class HeldAnswer implements ClientChannel {
    private static final int MOST_BYTES = 1 << 20;

    private final ClientChannel client;
    private final Hold hold;
    private final List<Held> held = new ArrayList<>();
    private int bytes;
    private boolean room = true;
    private boolean open;

    /** @param hold of the memory that is taken */
    HeldAnswer(ClientChannel client, Hold hold) {
        this.client = client;
        this.hold = hold;
    }

    private sealed interface Held {
        record Bytes(ByteBuf bytes) implements Held {}

        record Watched(Consumer<Boolean> sent) implements Held {}

        record Answered(boolean reusable) implements Held {}
    }

    boolean open() {
        return open;
    }

    /** What was kept goes out, and what comes goes through. */
    void letGo() {
        open = true;
        giveBack();
        for (Held each : held) {
            if (each instanceof Held.Bytes kept) {
                client.write(kept.bytes());
            } else if (each instanceof Held.Watched watched) {
                client.flush();
                client.whenSent(watched.sent());
            } else if (each instanceof Held.Answered answered) {
                client.flush();
                client.answered(answered.reusable());
            }
        }
        held.clear();
        client.flush();
    }

    /** What was kept is forgotten, as if it had never been written; what comes goes through. */
    void forget() {
        open = true;
        release();
        held.clear();
    }

    /** The client is gone: whoever waits to hear whether its bytes were sent hears that they were not. */
    void clientGone() {
        open = true;
        release();
        List<Held> all = List.copyOf(held);
        held.clear();
        for (Held each : all) {
            if (each instanceof Held.Watched watched) {
                watched.sent().accept(false);
            }
        }
    }

    /** Once only: what the hold has after that is somebody else's. */
    private void giveBack() {
        hold.less(bytes);
        bytes = 0;
    }

    private void release() {
        giveBack();
        for (Held each : held) {
            if (each instanceof Held.Bytes kept) {
                kept.bytes().release();
            }
        }
    }

    @Override
    public ByteBufAllocator alloc() {
        return client.alloc();
    }

    @Override
    public boolean writable() {
        return client.writable() && (open || room && bytes < MOST_BYTES);
    }

    @Override
    public void write(ByteBuf part) {
        if (open) {
            client.write(part);
            return;
        }
        int more = part.readableBytes();
        room = hold.more(more);
        bytes += room ? more : 0;
        held.add(new Held.Bytes(part));
    }

    @Override
    public void flush() {
        if (open) {
            client.flush();
        }
    }

    @Override
    public void whenSent(Consumer<Boolean> sent) {
        if (open) {
            client.whenSent(sent);
        } else {
            held.add(new Held.Watched(sent));
        }
    }

    @Override
    public void answered(boolean reusable) {
        if (open) {
            client.answered(reusable);
        } else {
            held.add(new Held.Answered(reusable));
        }
    }

    @Override
    public void cut() {
        clientGone();
        client.cut();
    }
}
