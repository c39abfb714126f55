package io.callstream.gateway.auth;

import io.callstream.table.SharedTable;
import io.callstream.table.TableListener;
import io.callstream.table.TableState;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Counts how often a table is looked into, and takes a look at everything for a mistake. */
final class CountingTable implements SharedTable {
    private final SharedTable table;
    int looks;

    CountingTable(SharedTable table) {
        this.table = table;
    }

    @Override
    public byte @Nullable [] get(String key) {
        looks++;
        return table.get(key);
    }

    @Override
    public void each(BiConsumer<String, byte[]> taker) {
        throw new AssertionError("nobody is to look at every key");
    }

    @Override
    public CompletionStage<Void> put(String key, byte[] value) {
        return table.put(key, value);
    }

    @Override
    public CompletionStage<Void> remove(String key) {
        return table.remove(key);
    }

    @Override
    public void listen(TableListener listener) {
        table.listen(listener);
    }

    @Override
    public TableState state() {
        return table.state();
    }

    @Override
    public void close() {
        table.close();
    }
}
