package io.callstream.analytics.call;

import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.events.CallRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.erasure.ErasedSubjects;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Joins the four kinds of events into one row per call, on {@code llm.call}. All events of a call have the same key and so
 * the same partition number, over all four topics: one task sees them all, and nothing is repartitioned.
 */
public final class CallsTopology {
    /** Rows without bodies, by call id: of calls under way, and of written ones for a while. */
    public static final String ROWS = "calls-rows";

    static final String CHUNKS = "calls-chunks";
    static final String ENDS = "calls-ends";
    static final String DUE = "calls-due";

    private static final String JOIN = "calls-join";

    private CallsTopology() {}

    /** @param erased whose calls become no rows; asked by the threads that process */
    public static Topology build(
            RecordSerdes serdes, CallSettings settings, CallCounters counters, Supplier<ErasedSubjects> erased) {
        Serde<CallRecord> rows = serdes.rows(DerivedKind.CALL, CallRecord.class);
        Topology topology = new Topology();
        for (EventKind kind : EventKind.values()) {
            topology.addSource(source(kind), new StringDeserializer(), serdes.events(), kind.topic());
        }
        String[] sources =
                Arrays.stream(EventKind.values()).map(CallsTopology::source).toArray(String[]::new);
        topology.addProcessor(JOIN, () -> new CallProcessor(settings, counters, erased), sources);
        store(topology, ROWS, rows);
        store(topology, ENDS, rows);
        store(topology, CHUNKS, Serdes.ByteArray());
        store(topology, DUE, Serdes.String());
        topology.addSink("calls-out", DerivedKind.CALL.topic(), new StringSerializer(), rows.serializer(), JOIN);
        return topology;
    }

    private static String source(EventKind kind) {
        return "calls-in-" + kind.word();
    }

    private static <V> void store(Topology topology, String name, Serde<V> values) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                        .withCachingDisabled(),
                JOIN);
    }
}
