package io.callstream.table;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of one process, in topics; they share a producer and what writes copies. */
public final class KafkaTables implements SharedTables {
    private final KafkaSettings kafka;
    private final Path folder;
    private final TableWriter writer;
    private final DiskCopies copies = new DiskCopies();
    private final List<TopicTail> tails = new ArrayList<>();
    private boolean closed;

    /** @param folder for the copies on disk; made when something is written there */
    public KafkaTables(KafkaSettings kafka, Path folder) {
        this.kafka = kafka;
        this.folder = folder;
        this.writer = new TableWriter(kafka);
    }

    @Override
    public SharedTable kept(TopicSpec topic) {
        TableFile file = new TableFile(folder.resolve(topic.name() + ".table"));
        DiskCopies.Copy copy = copies.new Copy(file);
        return open(topic, new TableMemory(topic.name(), file.read(), copy::changed));
    }

    @Override
    public SharedTable passing(TopicSpec topic) {
        return open(topic, new TableMemory(topic.name(), Map.of(), content -> {}));
    }

    @Override
    public void follow(TopicSpec topic, Follower follower) {
        start(new TopicTail(kafka, topic, follower, new PendingWrites()));
    }

    private SharedTable open(TopicSpec topic, TableMemory memory) {
        PendingWrites writes = new PendingWrites();
        TopicTail tail = new TopicTail(kafka, topic, memory, writes);
        start(tail);
        return new KafkaTable(topic.name(), memory, writer, writes, tail);
    }

    private synchronized void start(TopicTail tail) {
        tails.add(tail);
        tail.start();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        tails.forEach(TopicTail::close);
        copies.close();
    }
}
