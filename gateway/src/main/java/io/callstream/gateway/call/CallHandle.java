package io.callstream.gateway.call;

/** A call under way, as its connection sees it. Only for the event loop. */
public interface CallHandle {
    /** A call that has ended already. */
    CallHandle OVER = new CallHandle() {};

    /** The client can take more again. */
    default void clientWritable() {}

    /** The client hung up: the provider sees the end of its connection, and the call ends. */
    default void clientGone() {}

    /** The gateway stops now and cannot wait for the call any longer. */
    default void abandon() {}
}
