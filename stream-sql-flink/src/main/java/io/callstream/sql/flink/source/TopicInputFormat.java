package io.callstream.sql.flink.source;

import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.ConsumerPool;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadProgress;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.erasure.ErasureTopic;
import io.callstream.sql.table.RowDecoder;
import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.TableCatalogue;
import io.callstream.sql.table.WithoutErased;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.io.DefaultInputSplitAssigner;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.api.common.io.statistics.BaseStatistics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplitAssigner;
import org.apache.flink.table.data.RowData;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges of partitions to their ends, a task one after the other. Records that cannot be read are counted and named. It is no source of
 * Flink's newer kind, because such a one cannot hand its counts to the client.
 */
public final class TopicInputFormat extends RichInputFormat<RowData, RangeSplit> {
    private static final long serialVersionUID = 1L;
    private static final int COUNTED_ROWS = 2_000;

    private final TopicAccess access;
    private final TopicScan scan;
    private final ArrayList<RangeSplit> splits = new ArrayList<>();
    private transient @Nullable Task task;

    /** @param ranges what all tasks together read; empty ones are left out */
    public TopicInputFormat(TopicAccess access, TopicScan scan, List<PartitionRange> ranges) {
        this.access = access;
        this.scan = scan;
        for (PartitionRange range : ranges) {
            if (!range.isEmpty()) {
                splits.add(new RangeSplit(splits.size(), range));
            }
        }
    }

    /** How many tasks can have something to do. */
    public int splits() {
        return splits.size();
    }

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cached) {
        return cached;
    }

    @Override
    public RangeSplit[] createInputSplits(int least) {
        return splits.toArray(RangeSplit[]::new);
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(RangeSplit[] all) {
        return new DefaultInputSplitAssigner(all);
    }

    @Override
    public void openInputFormat() {
        task = new Task(access, scan);
        task.counts.register(getRuntimeContext());
    }

    @Override
    public void open(RangeSplit split) {
        task().begin(split.range());
    }

    @Override
    public boolean reachedEnd() {
        return !task().advance();
    }

    @Override
    public @Nullable RowData nextRecord(RowData reuse) {
        return task().row();
    }

    @Override
    public void close() {
        if (task != null) {
            task.end();
        }
    }

    @Override
    public void closeInputFormat() {
        if (task != null) {
            task.consumers.close();
        }
    }

    private Task task() {
        if (task == null) {
            throw new IllegalStateException("opened without openInputFormat");
        }
        return task;
    }

    /** One task while it runs. For one thread. */
    private static final class Task {
        private final ScanCounts counts = new ScanCounts();
        private final ConsumerPool consumers;
        private final RowDecoder decoder;
        private final RowSink sink;
        private final long limit;
        private @Nullable Consumer<byte[], byte[]> consumer;
        private @Nullable RangeReader reader;
        private ReadProgress counted = new ReadProgress(0, 0, 0, 0);
        private @Nullable RowData ready;
        private long rows;

        Task(TopicAccess access, TopicScan scan) {
            TopicConsumers kafka = new TopicConsumers(access.kafka());
            this.consumers = new ConsumerPool(kafka::open);
            this.decoder = WithoutErased.decoder(
                    table(scan.scan()), scan.columns(), access.schemas(), ErasureTopic.now(kafka), counts::erased);
            this.sink = new RowSink(scan.kinds());
            this.limit = scan.limit();
        }

        private static ScanTable table(String name) {
            return TableCatalogue.builtIn().scans().stream()
                    .filter(table -> table.scanName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no scan " + name + " in this version"));
        }

        void begin(PartitionRange range) {
            consumer = consumers.take();
            reader = new RangeReader(consumer, List.of(range));
            counted = new ReadProgress(0, 0, 0, 0);
        }

        /** Whether there is another row. */
        boolean advance() {
            RangeReader reading = reader;
            while (ready == null && reading != null && rows < limit) {
                Optional<ConsumerRecord<byte[], byte[]>> record = reading.next();
                if (record.isEmpty()) {
                    return false;
                }
                decode(record.get());
            }
            return ready != null;
        }

        private void decode(ConsumerRecord<byte[], byte[]> record) {
            try {
                if (decoder.decode(record, sink)) {
                    ready = sink.take();
                    if (++rows % COUNTED_ROWS == 0) {
                        count();
                    }
                }
            } catch (UnreadableEventException e) {
                counts.unreadable(
                        record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e.getMessage());
            }
        }

        @Nullable RowData row() {
            RowData row = ready;
            ready = null;
            return row;
        }

        private void count() {
            if (reader != null) {
                ReadProgress now = reader.progress();
                counts.read(
                        now.records() - counted.records(),
                        now.bytes() - counted.bytes(),
                        now.offsetsDone() - counted.offsetsDone());
                counted = now;
            }
        }

        void end() {
            count();
            if (consumer != null) {
                consumers.giveBack(consumer);
            }
            consumer = null;
            reader = null;
        }
    }
}
