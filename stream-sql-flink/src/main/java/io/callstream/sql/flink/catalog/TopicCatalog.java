package io.callstream.sql.flink.catalog;

import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.CatalogView;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.types.DataType;

/** The tables that people query, each a view on scans, which stand in a database of their own. */
public final class TopicCatalog extends GenericInMemoryCatalog {
    /** The name of the catalog, and of its database. */
    public static final String NAME = "callstream";

    public static final String DATABASE = "topics";
    private static final String SCANS = "scans";

    private final transient Map<String, ScanShape> shapes = new HashMap<>();
    private final transient ScanFactory factory;

    /** @param factory makes the sources of scans */
    public TopicCatalog(TableCatalogue tables, ScanFactory.Sources sources) {
        super(NAME, DATABASE);
        this.factory = new ScanFactory(shapes, sources);
        try {
            createDatabase(SCANS, new CatalogDatabaseImpl(Map.of(), "Topics as they are read."), false);
            for (ScanTable scan : tables.scans()) {
                add(scan);
            }
            Map<String, DataType> types = types();
            TableQueries queries =
                    new TableQueries(scan -> NAME + "." + SCANS + "." + TableQueries.quoted(scan), types);
            for (SqlTable table : tables.tables()) {
                createTable(new ObjectPath(DATABASE, table.name()), view(table, queries.query(table), types), false);
            }
        } catch (DatabaseAlreadyExistException | DatabaseNotExistException | TableAlreadyExistException e) {
            throw new IllegalStateException("the tables contradict each other", e);
        }
    }

    private void add(ScanTable scan) throws DatabaseNotExistException, TableAlreadyExistException {
        ScanShape shape = ScanShape.of(scan);
        shapes.put(scan.scanName(), shape);
        Schema.Builder schema = Schema.newBuilder();
        shape.columns().forEach(column -> schema.column(column.name(), column.type()));
        CatalogBaseTable table = CatalogTable.newBuilder()
                .schema(schema.build())
                .options(Map.of("connector", NAME))
                .build();
        createTable(new ObjectPath(SCANS, scan.scanName()), table, false);
    }

    /** A column of one name has one type, in whichever table of events it stands. */
    private Map<String, DataType> types() {
        Map<String, DataType> types = new LinkedHashMap<>();
        shapes.forEach((scan, shape) ->
                shape.columns().forEach(column -> types.putIfAbsent(scan + "." + column.name(), column.type())));
        return types;
    }

    private static CatalogView view(SqlTable table, String query, Map<String, DataType> types) {
        Schema.Builder schema = Schema.newBuilder();
        for (SqlColumn column : table.columns()) {
            schema.column(column.name(), ViewTypes.of(table, column, types)).withComment(column.doc());
        }
        return CatalogView.of(schema.build(), table.doc(), query, query, Map.of());
    }

    @Override
    public Optional<Factory> getFactory() {
        return Optional.of(factory);
    }
}
