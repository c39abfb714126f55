package io.callstream.table;

import io.callstream.events.topic.TopicSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tables without Kafka, for tests: one process's, which others can share. Safe for all threads. */
public final class MemoryTables implements SharedTables {
    private final Map<String, MemoryTopic> topics;

    public MemoryTables() {
        this(new ConcurrentHashMap<>());
    }

    private MemoryTables(Map<String, MemoryTopic> topics) {
        this.topics = topics;
    }

    /** Those of another process on the same topics. */
    public MemoryTables another() {
        return new MemoryTables(topics);
    }

    /** The topic behind a table. */
    public MemoryTopic topic(String name) {
        return topics.computeIfAbsent(name, none -> new MemoryTopic());
    }

    @Override
    public SharedTable kept(TopicSpec spec) {
        return topic(spec.name()).table();
    }

    @Override
    public SharedTable passing(TopicSpec spec) {
        return topic(spec.name()).table();
    }

    @Override
    public void follow(TopicSpec spec, Follower follower) {
        topic(spec.name()).follow(follower);
    }

    @Override
    public void close() {}
}
