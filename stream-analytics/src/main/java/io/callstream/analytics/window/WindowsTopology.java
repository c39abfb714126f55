package io.callstream.analytics.window;

import io.callstream.analytics.once.Once;
import io.callstream.analytics.serde.RecordSerdes;
import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.WindowRecord;
import java.time.Duration;
import java.time.Instant;
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

/**
 * Figures of each minute by model, provider, deployment and key, on {@code llm.window}. The minute is that of a call's own
 * time and part of the row's key, so that a late call still finds its row, and a clock that is ahead shuts out nobody.
 */
public final class WindowsTopology {
    /** Rows of minutes, by row id. */
    public static final String ROWS = "windows-rows";

    private static final String IDS = "windows-ids";

    private WindowsTopology() {}

    /** What every id of a minute or a later one is not less than. */
    public static String firstId(Instant minute) {
        return WindowRows.firstId(minute);
    }

    /** A row as it is written, with its percentiles. */
    public static WindowRecord finished(WindowRecord row) {
        return WindowSums.finish(row);
    }

    /**
     * @param remember how long an event's id is remembered, so that it is not added again
     * @param keep how long a row stays in the store
     * @param repeated called for an end that was there before
     */
    public static Topology build(RecordSerdes serdes, Duration remember, Duration keep, Runnable repeated) {
        Serde<WindowRecord> rows = serdes.rows(DerivedKind.WINDOW, WindowRecord.class);
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        List.of(EventKind.SUCCESS.topic(), EventKind.FAILURE.topic()),
                        Consumed.with(Serdes.String(), serdes.eventSerde()).withName("windows-in"))
                .processValues(new Once(IDS, remember, repeated), Named.as("windows-once"))
                .map(
                        (callId, end) -> {
                            WindowRecord row = WindowRows.of(end);
                            return KeyValue.pair(row.getRowId(), row);
                        },
                        Named.as("windows-row-of-call"))
                .groupByKey(Grouped.with("windows-by-row", Serdes.String(), rows))
                .reduce(
                        WindowSums::sum,
                        Named.as("windows-sum"),
                        Materialized.<String, WindowRecord, KeyValueStore<Bytes, byte[]>>as(ROWS)
                                .withKeySerde(Serdes.String())
                                .withValueSerde(rows))
                .toStream(Named.as("windows-changes"))
                .processValues(() -> new Expiry(keep), Named.as("windows-expiry"), ROWS)
                .mapValues(WindowSums::finish, Named.as("windows-percentiles"))
                .to(
                        DerivedKind.WINDOW.topic(),
                        Produced.with(Serdes.String(), rows).withName("windows-out"));
        return builder.build();
    }
}
