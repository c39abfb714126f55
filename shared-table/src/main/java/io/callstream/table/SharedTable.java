package io.callstream.table;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The last value of each key, the same for everybody who shares the table. Reads are from memory and go on while Kafka is away; writes
 * then fail. Another process's change is seen within a second. Values are not copied: whoever gives or gets one leaves it as it is.
 * Safe for all threads; nothing here waits, so an event loop may call it.
 */
public interface SharedTable extends AutoCloseable {
    /** What this process knows of the key now; null when there is nothing. */
    byte @Nullable [] get(String key);

    /** Every key with its value; what changes meanwhile may be seen or not. */
    void each(BiConsumer<String, byte[]> taker);

    /**
     * Writes a value. The stage ends when all in-sync replicas have it and {@link #get} of this process gives it, on a thread of the
     * table's, which must not be held up; with a {@link TableUnavailableException} when that has not happened in time. What failed
     * may still have been written: writing the same again is the way to know.
     */
    CompletionStage<Void> put(String key, byte[] value);

    /** Removes a key, in the same way. */
    CompletionStage<Void> remove(String key);

    /**
     * Tells a listener of everything that is there, before this returns, and of each change from then on, in their order. It is called
     * on one thread at a time and must not take long.
     */
    void listen(TableListener listener);

    /** How fresh what it knows is. */
    TableState state();

    /** Ends what belongs to the table; reads still work. */
    @Override
    void close();
}
