package io.callstream.sql.flink.catalog;

import io.callstream.sql.flink.source.ColumnKind;
import io.callstream.sql.flink.source.TopicInputFormat;
import io.callstream.sql.flink.source.TopicScan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/** A scan as the planner sees it: it says which columns it needs, and how many rows at most. For one thread. */
final class ScanSource implements ScanTableSource, SupportsProjectionPushDown, SupportsLimitPushDown {
    private final ScanShape shape;
    private final ScanFactory.Sources sources;
    private List<Integer> columns;
    private long limit;

    private ScanSource(ScanShape shape, ScanFactory.Sources sources, List<Integer> columns, long limit) {
        this.shape = shape;
        this.sources = sources;
        this.columns = columns;
        this.limit = limit;
    }

    static ScanSource whole(ScanShape shape, ScanFactory.Sources sources) {
        List<Integer> all = IntStream.range(0, shape.columns().size()).boxed().toList();
        return new ScanSource(shape, sources, all, Long.MAX_VALUE);
    }

    @Override
    public boolean supportsNestedProjection() {
        return false;
    }

    @Override
    public void applyProjection(int[][] fields, DataType produced) {
        columns = Stream.of(fields).map(path -> path[0]).toList();
    }

    @Override
    public void applyLimit(long most) {
        limit = most;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        List<Integer> ascending = columns.stream().sorted().toList();
        List<ColumnKind> kinds = ascending.stream()
                .map(column -> shape.columns().get(column).kind(columns.indexOf(column)))
                .toList();
        TopicScan scan = new TopicScan(shape.table().scanName(), ascending, kinds, limit);
        TopicInputFormat format = sources.format(shape.table(), scan);
        return InputFormatProvider.of(format, Math.max(1, Math.min(sources.tasks(), format.splits())));
    }

    @Override
    public DynamicTableSource copy() {
        return new ScanSource(shape, sources, columns, limit);
    }

    @Override
    public String asSummaryString() {
        return shape.table().scanName();
    }
}
