package io.callstream.sql.scan;

import io.callstream.events.codec.UnreadableEventException;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangeReader;
import io.callstream.reader.ReadProgress;
import io.callstream.sql.table.RowDecoder;
import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.WithoutErased;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionState;
import org.jspecify.annotations.Nullable;

/** One of the engine's threads in one scan, with a consumer of its own. */
public final class ScanThread implements DuckDBTableFunctionState {
    /** A chunk with so much text is given to the engine before it has all its rows: bodies may be large. */
    private static final long FULL_BYTES = 8L * 1024 * 1024;

    private final ScanTable table;
    private final ScanSource source;
    private @Nullable Running running;
    private boolean failed;
    private volatile @Nullable RangeReader reader;
    private volatile ReadProgress before = new ReadProgress(0, 0, 0, 0);

    ScanThread(ScanTable table, ScanSource source) {
        this.table = table;
        this.source = source;
    }

    private record Running(Consumer<byte[], byte[]> consumer, RowDecoder decoder, VectorSink sink) {}

    /** @return how many rows were put into the chunk; 0 when there are no more */
    long fill(TopicScan.Work work, DuckDBDataChunkWriter out) {
        Running now = running(work);
        now.sink().begin(out);
        int rows = 0;
        try {
            while (rows < out.capacity()
                    && now.sink().textBytes() < FULL_BYTES
                    && !work.monitor().cancelled()) {
                Optional<ConsumerRecord<byte[], byte[]>> record = next(work, now);
                if (record.isEmpty()) {
                    break;
                }
                now.sink().row(rows);
                if (decoded(record.get(), now, work.monitor())) {
                    rows++;
                }
            }
        } catch (RuntimeException e) {
            failed = true;
            throw e;
        }
        now.sink().end(rows);
        return rows;
    }

    private Running running(TopicScan.Work work) {
        Running now = running;
        if (now == null) {
            List<Integer> columns =
                    work.projected().stream().map(TopicScan.Projected::column).toList();
            List<VectorSink.Target> targets = work.projected().stream()
                    .map(each -> new VectorSink.Target(
                            each.place(), table.scanColumns().get(each.column()).type()))
                    .toList();
            now = new Running(source.consumers().take(), decoder(columns, work), new VectorSink(targets));
            running = now;
        }
        return now;
    }

    private RowDecoder decoder(List<Integer> columns, TopicScan.Work work) {
        return WithoutErased.decoder(
                table,
                columns,
                source.schemas(),
                work.erased(),
                () -> work.monitor().erased());
    }

    private Optional<ConsumerRecord<byte[], byte[]>> next(TopicScan.Work work, Running now) {
        while (true) {
            RangeReader reading = reader;
            Optional<ConsumerRecord<byte[], byte[]>> record = reading == null ? Optional.empty() : reading.next();
            if (record.isPresent() || work.monitor().cancelled()) {
                return record;
            }
            List<PartitionRange> claimed = work.claim(this);
            if (claimed.isEmpty()) {
                return Optional.empty();
            }
            before = progress();
            reader = new RangeReader(now.consumer(), claimed);
        }
    }

    private static boolean decoded(ConsumerRecord<byte[], byte[]> record, Running now, ScanMonitor monitor) {
        try {
            return now.decoder().decode(record, now.sink());
        } catch (UnreadableEventException e) {
            monitor.unreadable(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e.getMessage());
            return false;
        }
    }

    ReadProgress progress() {
        RangeReader reading = reader;
        return reading == null ? before : before.plus(reading.progress());
    }

    void cancel() {
        RangeReader reading = reader;
        if (reading != null) {
            reading.cancel();
        }
    }

    @Override
    public void close() {
        Running was = running;
        RangeReader reading = reader;
        running = null;
        if (was != null && (failed || reading != null && reading.cancelled())) {
            was.consumer().close();
        } else if (was != null) {
            source.consumers().giveBack(was.consumer());
        }
    }
}
