package io.callstream.sql.table;

import java.util.List;

/**
 * A table as people query it.
 *
 * @param name its name
 * @param doc what a row of it is
 * @param columns its columns, in the order of {@code SELECT *}
 * @param origin what its rows are made of
 * @param view the query that makes it, of scans and of tables before it
 */
public record SqlTable(String name, String doc, List<SqlColumn> columns, TableOrigin origin, String view) {
    public SqlTable {
        columns = List.copyOf(columns);
    }

    /** Makes the table known to the engine. */
    public String ddl() {
        return "CREATE OR REPLACE VIEW " + SqlColumn.quoted(name) + " AS " + view;
    }
}
