package io.callstream.analytics.alert;

import io.callstream.analytics.once.Once;
import io.callstream.analytics.rule.AlertRules;
import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.analytics.sinks.SinkReadings;
import io.callstream.events.AlertRecord;
import io.callstream.events.CallRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.PreCallEvent;
import io.callstream.events.WindowRecord;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Tells, on {@code llm.alert}, when a rule begins to hold for a group and when it ceases to. Rules may change from one start to
 * the next; the topology does not.
 */
public final class AlertsTopology {
    /** The latest alert of every group, or what will be its next one; by group. */
    public static final String GROUPS = "alerts-groups";

    static final String BUCKETS = "alerts-buckets";
    static final String OPEN = "alerts-open";
    static final String HANGING = "alerts-hanging";
    static final String IDS = "alerts-ids";

    private AlertsTopology() {}

    /**
     * @param sinks how the sinks are doing
     * @param remember how long an event's id is remembered, so that it is not counted again
     * @param repeated called for an end that was there before
     */
    public static Topology build(
            RecordSerdes serdes, AlertRules rules, SinkReadings sinks, Duration remember, Runnable repeated) {
        Serde<CallRecord> calls = serdes.rows(DerivedKind.CALL, CallRecord.class);
        Serde<AlertRecord> alerts = serdes.rows(DerivedKind.ALERT, AlertRecord.class);
        StreamsBuilder builder = new StreamsBuilder();
        store(builder, OPEN, calls);
        store(builder, HANGING, calls);
        store(builder, GROUPS, alerts);
        store(builder, BUCKETS, serdes.rows(DerivedKind.WINDOW, WindowRecord.class));
        KStream<String, SpecificRecord> events = builder.stream(
                List.of(EventKind.PRE_CALL.topic(), EventKind.SUCCESS.topic(), EventKind.FAILURE.topic()),
                Consumed.with(Serdes.String(), serdes.eventSerde()).withName("alerts-in"));
        EndsByGroup ends = new EndsByGroup(rules);
        KStream<String, CallRecord> ended = events.filter(
                        (callId, event) -> event != null && !(event instanceof PreCallEvent), Named.as("alerts-ends"))
                .processValues(new Once(IDS, remember, repeated), Named.as("alerts-once"))
                .flatMap((callId, end) -> ends.of(end), Named.as("alerts-groups-of-end"));
        KStream<String, CallRecord> hanging = events.process(
                () -> new OpenCalls(rules.ofOpenCalls(), remember), Named.as("alerts-open-calls"), OPEN, HANGING, IDS);
        ended.merge(hanging, Named.as("alerts-all"))
                .repartition(Repartitioned.with(Serdes.String(), calls).withName("alerts-by-group"))
                .process(() -> new AlertProcessor(rules, sinks), Named.as("alerts-look"), GROUPS, BUCKETS)
                .to(
                        DerivedKind.ALERT.topic(),
                        Produced.with(Serdes.String(), alerts).withName("alerts-out"));
        return builder.build();
    }

    private static <V> void store(StreamsBuilder builder, String name, Serde<V> values) {
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values));
    }
}
