package io.callstream.gateway.app;

import io.callstream.events.SpendRecord;
import io.callstream.events.topic.TopicSpec;
import io.callstream.table.Follower;
import io.callstream.table.SharedTable;
import io.callstream.table.SharedTables;
import io.callstream.table.TableListener;
import io.callstream.table.TableState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tables without anything in them, which forget what is written. */
final class EmptyTables implements SharedTables, SharedTable {
    @Override
    public SharedTable kept(TopicSpec topic) {
        return this;
    }

    @Override
    public SharedTable passing(TopicSpec topic) {
        return this;
    }

    @Override
    public void follow(TopicSpec topic, Follower follower) {
        follower.begin();
        follower.caughtUp();
    }

    @Override
    public byte @Nullable [] get(String key) {
        return null;
    }

    @Override
    public void each(BiConsumer<String, byte[]> taker) {}

    @Override
    public CompletionStage<Void> put(String key, byte[] value) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void listen(TableListener listener) {}

    @Override
    public TableState state() {
        return new TableState(true, "");
    }

    /** Reads what is never there. */
    static SpendRecord noRow(byte[] value) {
        throw new IllegalStateException("an empty table has a row of " + value.length + " bytes");
    }

    @Override
    public void close() {}
}
