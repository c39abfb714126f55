package io.callstream.analytics.window;

import io.callstream.events.WindowRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/** Passes rows on, and removes from the store those whose minute is long over. */
final class Expiry implements FixedKeyProcessor<String, WindowRecord, WindowRecord> {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final int MOST_AT_ONCE = 20_000;

    private final Duration keep;
    private @Nullable FixedKeyProcessorContext<String, WindowRecord> context;

    Expiry(Duration keep) {
        this.keep = keep;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, WindowRecord> given) {
        context = given;
        TimestampedKeyValueStore<String, WindowRecord> rows = given.getStateStore(WindowsTopology.ROWS);
        given.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> remove(rows, Instant.ofEpochMilli(now)));
    }

    @Override
    public void process(FixedKeyRecord<String, WindowRecord> row) {
        if (context != null && row.value() != null) {
            context.forward(row);
        }
    }

    private void remove(TimestampedKeyValueStore<String, WindowRecord> rows, Instant now) {
        List<String> old = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<WindowRecord>> found =
                rows.range("[", WindowRows.firstId(now.minus(keep)))) {
            while (found.hasNext() && old.size() < MOST_AT_ONCE) {
                old.add(found.next().key);
            }
        }
        old.forEach(rows::delete);
    }
}
