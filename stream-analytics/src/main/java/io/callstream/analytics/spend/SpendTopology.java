package io.callstream.analytics.spend;

import io.callstream.analytics.once.Once;
import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.SpendRecord;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;

/** The exact ledger of what calls cost, on {@code llm.spend}: each end once, added up by day and by who spent on what. */
public final class SpendTopology {
    /** The ledger's rows, by row id. */
    public static final String ROWS = "spend-rows";

    private static final String IDS = "spend-ids";

    private SpendTopology() {}

    /**
     * @param ledger which ledger is kept
     * @param remember how long an event's id is remembered, so that it is not added again
     * @param repeated called for an end that was there before
     */
    public static Topology build(RecordSerdes serdes, Ledger ledger, Duration remember, Runnable repeated) {
        Serde<SpendRecord> rows = serdes.rows(DerivedKind.SPEND, SpendRecord.class);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        List.of(EventKind.SUCCESS.topic(), EventKind.FAILURE.topic()),
                        Consumed.with(Serdes.String(), serdes.eventSerde()).withName("spend-in"))
                .filter((callId, end) -> SpendRows.counts(end), Named.as("spend-counts"))
                .processValues(new Once(IDS, remember, repeated), Named.as("spend-once"))
                .map(
                        (callId, end) -> {
                            SpendRecord row = SpendRows.of(end, ledger);
                            return KeyValue.pair(row.getRowId(), row);
                        },
                        Named.as("spend-row-of-call"))
                .groupByKey(Grouped.with("spend-by-row", Serdes.String(), rows))
                .reduce(
                        SpendRows::sum,
                        Named.as("spend-sum"),
                        Materialized.<String, SpendRecord, KeyValueStore<Bytes, byte[]>>as(ROWS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(rows))
                .toStream(Named.as("spend-changes"))
                .to(
                        DerivedKind.SPEND.topic(),
                        Produced.with(Serdes.String(), rows).withName("spend-out"));
        return builder.build();
    }
}
