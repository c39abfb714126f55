package io.callstream.sql.scan;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.ReadProgress;
import io.callstream.reader.RetentionCut;
import io.callstream.reader.TopicRange;
import io.callstream.sql.table.ScanColumn;
import io.callstream.sql.table.ScanTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/** A table of topics as the engine calls it: it says which columns it needs, and takes rows with as many threads as there are partitions. */
public final class TopicScan implements DuckDBTableFunction<ScanTable, TopicScan.Work, ScanThread> {
    private final ScanTable table;
    private final ScanSource source;
    private final int threads;
    private final Supplier<ScanMonitor> monitor;

    /** @param monitor watches the scans of the statement that runs */
    public TopicScan(ScanTable table, ScanSource source, int threads, Supplier<ScanMonitor> monitor) {
        this.table = table;
        this.source = source;
        this.threads = threads;
        this.monitor = monitor;
    }

    @Override
    public ScanTable bind(DuckDBTableFunctionBindInfo info) {
        for (ScanColumn column : table.scanColumns()) {
            switch (column.sqlType()) {
                case "BOOLEAN" -> info.addResultColumn(column.name(), Boolean.class);
                case "INTEGER" -> info.addResultColumn(column.name(), Integer.class);
                case "BIGINT" -> info.addResultColumn(column.name(), Long.class);
                case "DOUBLE" -> info.addResultColumn(column.name(), Double.class);
                default -> info.addResultColumn(column.name(), String.class);
            }
        }
        return table;
    }

    @Override
    public Work init(DuckDBTableFunctionInitInfo info) {
        ScanMonitor watching = monitor.get();
        try {
            List<TopicRange> ranges =
                    table.topics(source.topics()).stream().map(source::range).toList();
            Work work = new Work(ranges, projected(info), new Watched(watching, source.erased()), threads);
            info.setMaxThreads(Math.max(1, work.threads()));
            watching.begun(work);
            return work;
        } catch (RuntimeException e) {
            throw watching.failed(e);
        }
    }

    /** Place in the engine's chunk by column of the table; the engine asks for none when it only counts. */
    private List<Projected> projected(DuckDBTableFunctionInitInfo info) {
        List<Projected> projected = new ArrayList<>();
        for (int place = 0; place < info.getColumnCount(); place++) {
            long column = info.getColumnIndex(place);
            if (column >= 0 && column < table.scanColumns().size()) {
                projected.add(new Projected((int) column, place));
            }
        }
        projected.sort(Comparator.comparingInt(Projected::column));
        return projected;
    }

    @Override
    public ScanThread localInit(DuckDBTableFunctionInitInfo info) {
        return new ScanThread(table, source);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter out) {
        Work work = call.getInitData();
        ScanThread thread = call.getLocalInitData();
        try {
            return thread.fill(work, out);
        } catch (RuntimeException e) {
            throw work.monitor().failed(e);
        }
    }

    /**
     * A column that the engine wants.
     *
     * @param column its place in the table
     * @param place its place in the engine's chunk
     */
    record Projected(int column, int place) {}

    /**
     * What a scan has to look at.
     *
     * @param monitor hears of it
     * @param erased who is left out
     */
    record Watched(ScanMonitor monitor, ErasedSubjects erased) {}

    /** One scan: what is still to be read, shared by its threads. */
    public static final class Work {
        private final List<TopicRange> ranges;
        private final List<Projected> projected;
        private final ScanMonitor monitor;
        private final ErasedSubjects erased;
        private final int threads;
        private final long offsets;
        private final Deque<PartitionRange> left;
        private final List<ScanThread> running = new CopyOnWriteArrayList<>();

        Work(List<TopicRange> ranges, List<Projected> projected, Watched watched, int most) {
            this.ranges = ranges;
            this.projected = projected;
            this.monitor = watched.monitor();
            this.erased = watched.erased();
            List<PartitionRange> longestFirst = ranges.stream()
                    .flatMap(range -> range.partitions().stream())
                    .filter(range -> !range.isEmpty())
                    .sorted(Comparator.comparingLong(PartitionRange::length).reversed())
                    .toList();
            this.left = new ArrayDeque<>(longestFirst);
            this.threads = Math.min(most, left.size());
            this.offsets =
                    longestFirst.stream().mapToLong(PartitionRange::length).sum();
        }

        int threads() {
            return threads;
        }

        List<Projected> projected() {
            return projected;
        }

        ScanMonitor monitor() {
            return monitor;
        }

        ErasedSubjects erased() {
            return erased;
        }

        List<RetentionCut> cuts() {
            return ranges.stream().flatMap(range -> range.cuts().stream()).toList();
        }

        /** Partitions for a thread that has nothing to do: several at first, single ones towards the end. */
        synchronized List<PartitionRange> claim(ScanThread thread) {
            if (!running.contains(thread)) {
                running.add(thread);
            }
            int share = left.isEmpty() ? 0 : Math.max(1, left.size() / (2 * threads));
            List<PartitionRange> claimed = new ArrayList<>();
            for (int i = 0; i < share; i++) {
                claimed.add(left.remove());
            }
            return claimed;
        }

        void cancel() {
            running.forEach(ScanThread::cancel);
        }

        ReadProgress progress() {
            ReadProgress read =
                    running.stream().map(ScanThread::progress).reduce(new ReadProgress(0, 0, 0, 0), ReadProgress::plus);
            return new ReadProgress(read.records(), read.bytes(), read.offsetsDone(), offsets);
        }
    }
}
