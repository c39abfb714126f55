package io.callstream.sql.flink.catalog;

import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import io.callstream.sql.table.TableOrigin;
import java.util.HashMap;
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

/** The tables that people query, in one database; the scans that some of them are views on stand in another. */
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
                add(SCANS, scan.scanName(), scan, Optional.empty());
            }
            Map<String, DataType> types = types();
            TableQueries queries =
                    new TableQueries(scan -> NAME + "." + SCANS + "." + TableQueries.quoted(scan), types);
            for (SqlTable table : tables.tables()) {
                if (table.origin() instanceof TableOrigin.Records records) {
                    add(DATABASE, table.name(), records.topic(), Optional.of(table));
                } else {
                    createTable(
                            new ObjectPath(DATABASE, table.name()), view(table, queries.query(table), types), false);
                }
            }
        } catch (DatabaseAlreadyExistException | DatabaseNotExistException | TableAlreadyExistException e) {
            throw new IllegalStateException("the tables contradict each other", e);
        }
    }

    /** @param documented what the columns say, where they are for people */
    private void add(String database, String name, ScanTable scan, Optional<SqlTable> documented)
            throws DatabaseNotExistException, TableAlreadyExistException {
        ScanShape shape = ScanShape.of(scan);
        shapes.put(database + "." + name, shape);
        Schema.Builder schema = Schema.newBuilder();
        shape.columns()
                .forEach(column -> schema.column(column.name(), column.type())
                        .withComment(documented
                                .map(table -> doc(table, column.name()))
                                .orElse("")));
        CatalogBaseTable table = CatalogTable.newBuilder()
                .schema(schema.build())
                .comment(documented.map(SqlTable::doc).orElse(""))
                .options(Map.of("connector", NAME))
                .build();
        createTable(new ObjectPath(database, name), table, false);
    }

    private static String doc(SqlTable table, String column) {
        return table.columns().stream()
                .filter(each -> each.name().equals(column))
                .map(SqlColumn::doc)
                .findFirst()
                .orElse("");
    }

    /** Types of scanned columns, by {@code scan.column}. */
    private Map<String, DataType> types() {
        Map<String, DataType> types = new HashMap<>();
        shapes.values()
                .forEach(shape -> shape.columns()
                        .forEach(column -> types.put(shape.table().scanName() + "." + column.name(), column.type())));
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
