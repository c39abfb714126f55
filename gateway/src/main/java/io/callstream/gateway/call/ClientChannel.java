package io.callstream.gateway.call;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;

/** The connection to the client that made a call. Only for its event loop. */
public interface ClientChannel {
    ByteBufAllocator alloc();

    /** Whether the client keeps up; when not, the call hears of it by {@link CallHandle#clientWritable()} once it does. */
    boolean writable();

    /** Takes the buffer over. */
    void write(ByteBuf bytes);

    void flush();

    /**
     * Reports once what becomes of all that was written until now, on the event loop.
     *
     * @param sent hears whether it has gone to the client's socket; false when it cannot any more
     */
    void whenSent(Consumer<Boolean> sent);

    /**
     * The answer is complete, and flushed.
     *
     * @param reusable whether another request may follow on the connection; otherwise it is closed
     */
    void answered(boolean reusable);

    /** The answer cannot be completed: the connection is cut, so that the client does not take the part for the whole. */
    void cut();
}
