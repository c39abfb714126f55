package io.callstream.sql.flink.catalog;

import io.callstream.sql.flink.source.TopicInputFormat;
import io.callstream.sql.flink.source.TopicScan;
import io.callstream.sql.table.ScanTable;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/** Makes the source of a scan. Tables have no options, so that no password can stand in one. */
public final class ScanFactory implements DynamicTableSourceFactory {
    private final Map<String, ScanShape> shapes; // by database and table
    private final Sources sources;

    ScanFactory(Map<String, ScanShape> shapes, Sources sources) {
        this.shapes = shapes;
        this.sources = sources;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        ObjectIdentifier name = context.getObjectIdentifier();
        ScanShape shape = shapes.get(name.getDatabaseName() + "." + name.getObjectName());
        if (shape == null) {
            throw new IllegalStateException("no scan " + name);
        }
        return ScanSource.whole(shape, sources);
    }

    @Override
    public String factoryIdentifier() {
        return TopicCatalog.NAME;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    /** Plans what is read of the topics. */
    public interface Sources {
        /** What the statement that is being planned reads for this scan. */
        TopicInputFormat format(ScanTable table, TopicScan scan);

        /** Most tasks that read at once. */
        int tasks();
    }
}
