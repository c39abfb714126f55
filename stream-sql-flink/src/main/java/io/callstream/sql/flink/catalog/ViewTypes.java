package io.callstream.sql.flink.catalog;

import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableOrigin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** The types of the columns that people query: those of the scans below, and plain ones of what a query makes. */
final class ViewTypes {
    private ViewTypes() {}

    /** @param scanned types of scanned columns, by {@code scan.column} */
    static DataType of(SqlTable table, SqlColumn column, Map<String, DataType> scanned) {
        return scans(table.origin())
                .map(scan -> scanned.get(scan + "." + column.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> plain(column.type()));
    }

    private static Stream<String> scans(TableOrigin origin) {
        if (origin instanceof TableOrigin.Records records) {
            return Stream.of(records.topic().scanName());
        } else if (origin instanceof TableOrigin.Latest latest) {
            return Stream.of(latest.topic().scanName());
        } else if (origin instanceof TableOrigin.Calls calls) {
            return List.of(calls.failures(), calls.successes(), calls.preCalls()).stream()
                    .flatMap(table -> scans(table.origin()));
        }
        return Stream.of();
    }

    private static DataType plain(String type) {
        return switch (type) {
            case "INTEGER" -> DataTypes.INT();
            case "BIGINT" -> DataTypes.BIGINT();
            case "TIMESTAMP" -> FlinkTypes.MOMENT;
            default -> DataTypes.STRING();
        };
    }
}
