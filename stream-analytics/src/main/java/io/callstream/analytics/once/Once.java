package io.callstream.analytics.once;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Lets every event through once, by its {@code event_id}. Ids are kept for a time by the records' own timestamps, which are
 * the broker's: a gateway whose clock is wrong neither shortens nor stretches it.
 */
public final class Once implements FixedKeyProcessorSupplier<String, SpecificRecord, SpecificRecord> {
    private static final byte[] SEEN = {1};

    private final String store;
    private final Duration retention;
    private final Runnable repeated;

    /**
     * @param store name of the store of ids
     * @param retention how long an id is remembered
     * @param repeated called for an event that was there before
     */
    public Once(String store, Duration retention, Runnable repeated) {
        this.store = store;
        this.retention = retention;
        this.repeated = repeated;
    }

    @Override
    public FixedKeyProcessor<String, SpecificRecord, SpecificRecord> get() {
        return new Filter();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.windowStoreBuilder(
                Stores.persistentWindowStore(store, retention, Duration.ofMinutes(1), false),
                Serdes.String(),
                Serdes.ByteArray()));
    }

    private final class Filter implements FixedKeyProcessor<String, SpecificRecord, SpecificRecord> {
        private @Nullable FixedKeyProcessorContext<String, SpecificRecord> context;
        private @Nullable WindowStore<String, byte[]> seen;

        @Override
        public void init(FixedKeyProcessorContext<String, SpecificRecord> given) {
            context = given;
            seen = given.getStateStore(store);
        }

        @Override
        public void process(FixedKeyRecord<String, SpecificRecord> record) {
            SpecificRecord event = record.value();
            if (event == null || context == null || seen == null) {
                return;
            }
            String id = String.valueOf(
                    event.get(event.getSchema().getField("event_id").pos()));
            if (seen(seen, id, record.timestamp(), retention)) {
                repeated.run();
            } else {
                seen.put(id, SEEN, record.timestamp());
                context.forward(record);
            }
        }
    }

    /** Whether a store of this class has an id. */
    public static boolean seen(WindowStore<String, byte[]> ids, String id, long time, Duration retention) {
        long from = Math.max(0, time - retention.toMillis());
        try (WindowStoreIterator<byte[]> found = ids.fetch(id, from, time + retention.toMillis())) {
            return found.hasNext();
        }
    }
}
