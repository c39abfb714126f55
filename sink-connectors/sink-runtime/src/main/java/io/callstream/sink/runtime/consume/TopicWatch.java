package io.callstream.sink.runtime.consume;

/** Knows the topics that are read. For one thread. */
public interface TopicWatch extends AutoCloseable {
    /** What was last heard, at most some seconds old; asks in the background, so it never waits. */
    TopicFacts latest();

    /** Asks now, and waits a few seconds for the answer. */
    TopicFacts now();

    @Override
    default void close() {}
}
