package io.callstream.table;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A table in a topic. A write counts as done when it has been read back, so that all processes see one order. */
final class KafkaTable implements SharedTable {
    private final String topic;
    private final TableMemory memory;
    private final TableWriter writer;
    private final PendingWrites writes;
    private final TopicTail tail;

    KafkaTable(String topic, TableMemory memory, TableWriter writer, PendingWrites writes, TopicTail tail) {
        this.topic = topic;
        this.memory = memory;
        this.writer = writer;
        this.writes = writes;
        this.tail = tail;
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
        CompletableFuture<Void> seen = new CompletableFuture<>();
        writer.send(topic, key, value).whenComplete((where, failure) -> {
            if (failure == null) {
                writes.written(where.partition(), where.offset(), seen);
            } else {
                seen.completeExceptionally(failure);
            }
        });
        long patience = TableWriter.PATIENCE.multipliedBy(2).toMillis();
        return seen.orTimeout(patience, TimeUnit.MILLISECONDS).handle(this::outcome);
    }

    private @Nullable Void outcome(@Nullable Void done, @Nullable Throwable failure) {
        if (failure == null) {
            return done;
        }
        if (failure instanceof TableUnavailableException unavailable) {
            throw unavailable;
        }
        String message = failure instanceof TimeoutException
                ? "a change of " + topic + " was written or not: Kafka does not answer"
                : "a change of " + topic + " failed";
        throw new TableUnavailableException(message, failure);
    }

    @Override
    public void listen(TableListener listener) {
        memory.listen(listener);
    }

    @Override
    public TableState state() {
        return tail.state();
    }

    @Override
    public void close() {
        tail.close();
    }
}
