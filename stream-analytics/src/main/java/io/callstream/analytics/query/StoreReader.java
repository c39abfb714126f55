package io.callstream.analytics.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What this instance has of one store. Safe for use by several threads. */
final class StoreReader<V> {
    private final KafkaStreams streams;
    private final String name;

    StoreReader(KafkaStreams streams, String name) {
        this.streams = streams;
        this.name = name;
    }

    KafkaStreams streams() {
        return streams;
    }

    String name() {
        return name;
    }

    Optional<V> get(String key) {
        try {
            return Optional.ofNullable(store().get(key));
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    /** Values from one key to another, at most so many. */
    List<V> range(String from, String to, Predicate<V> wanted, int most) {
        List<V> values = new ArrayList<>();
        try (KeyValueIterator<String, V> found = store().range(from, to)) {
            while (found.hasNext() && values.size() < most) {
                V value = found.next().value;
                if (wanted.test(value)) {
                    values.add(value);
                }
            }
            return values;
        } catch (InvalidStateStoreException e) {
            throw moving();
        }
    }

    private ReadOnlyKeyValueStore<String, V> store() {
        return streams.store(StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
    }

    private static QueryException moving() {
        return new QueryException(503, "partitions are being shared out or restored; ask again in a moment");
    }
}
