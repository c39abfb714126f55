package io.callstream.table;

import io.callstream.events.topic.TopicSpec;

/**
 * Opens the tables of one process. Opening waits for nothing, and an unused one costs nothing: a table has at first what its copy on disk
 * says. Each topic is to be opened once. Safe for all threads.
 */
public interface SharedTables extends AutoCloseable {
    /** A table that is known at the next start, with or without Kafka. The topic is made, compacted, where it is missing. */
    SharedTable kept(TopicSpec topic);

    /** A table whose content is of no use without Kafka: there is no copy on disk. */
    SharedTable passing(TopicSpec topic);

    /** Gives a topic's records to a follower until {@link #close}. */
    void follow(TopicSpec topic, Follower follower);

    /** Ends all tables and writes their copies; waits some seconds for Kafka at most. Closing twice is harmless. */
    @Override
    void close();
}
