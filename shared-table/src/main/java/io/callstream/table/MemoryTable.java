package io.callstream.table;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A table without Kafka, for tests; keeps the contract of {@link SharedTable}. */
public final class MemoryTable implements SharedTable {
    private final MemoryTopic topic;
    private final TableMemory memory;

    MemoryTable(MemoryTopic topic, Map<String, byte[]> known) {
        this.topic = topic;
        this.memory = new TableMemory("memory", known, content -> {});
    }

    /** A table that nobody else shares. */
    public static MemoryTable alone() {
        return new MemoryTopic().table();
    }

    TableMemory memory() {
        return memory;
    }

    @Override
    public byte @Nullable [] get(String key) {
        return memory.values().get(key);
    }

    @Override
    public void each(BiConsumer<String, byte[]> taker) {
        memory.values().forEach(taker);
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value) {
        return write(key, value);
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return write(key, null);
    }

    private CompletionStage<Void> write(String key, byte @Nullable [] value) {
        try {
            topic.write(key, value);
            return CompletableFuture.completedFuture(null);
        } catch (TableUnavailableException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void listen(TableListener listener) {
        memory.listen(listener);
    }

    @Override
    public TableState state() {
        return TableState.CURRENT;
    }

    @Override
    public void close() {}
}
