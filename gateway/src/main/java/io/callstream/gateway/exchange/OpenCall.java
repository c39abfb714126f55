package io.callstream.gateway.exchange;

/** A call under way, as its connection sees it. Only for the event loop. */
public interface OpenCall {
    /** A call that has ended already. */
    OpenCall OVER = new OpenCall() {};

    /** The client can take more again. */
    default void clientWritable() {}

    /** The client hung up: the provider is told by the end of its connection, and the story ends. */
    default void clientGone() {}

    /** The gateway stops now and cannot wait for the call any longer. */
    default void abandon() {}
}
