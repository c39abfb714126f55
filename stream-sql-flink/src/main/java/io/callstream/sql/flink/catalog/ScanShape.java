package io.callstream.sql.flink.catalog;

import io.callstream.sql.flink.source.ColumnKind;
import io.callstream.sql.flink.source.ColumnKind.Form;
import io.callstream.sql.table.AvroTopic;
import io.callstream.sql.table.ScanColumn;
import io.callstream.sql.table.ScanTable;
import io.callstream.sql.table.SqlColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A scanned table as Flink sees it.
 *
 * @param table what is scanned
 * @param columns its columns, in the order of the scan
 */
record ScanShape(ScanTable table, List<Column> columns) {
    /**
     * A column of it.
     *
     * @param form what the scan gives
     */
    record Column(String name, DataType type, Form form) {
        ColumnKind kind(int place) {
            return new ColumnKind(type.getLogicalType(), form, place);
        }
    }

    static ScanShape of(ScanTable table) {
        Set<String> foreign = table instanceof AvroTopic topic
                ? topic.sqlTable().columns().stream()
                        .filter(column -> column.type().equals("JSON"))
                        .map(SqlColumn::name)
                        .collect(Collectors.toSet())
                : Set.of();
        List<Column> columns = new ArrayList<>();
        for (ScanColumn scanned : table.scanColumns()) {
            Schema.Field field =
                    table instanceof AvroTopic topic ? topic.schema().getField(scanned.name()) : null;
            columns.add(
                    new Column(scanned.name(), type(scanned, field), form(scanned, foreign.contains(scanned.name()))));
        }
        return new ScanShape(table, columns);
    }

    private static DataType type(ScanColumn scanned, Schema.@Nullable Field field) {
        return field == null ? FlinkTypes.of(scanned.type()) : FlinkTypes.of(field.schema());
    }

    private static Form form(ScanColumn scanned, boolean foreignJson) {
        return switch (scanned.type()) {
            case INTEGER -> Form.INTEGER;
            case TIMESTAMP_MILLIS -> Form.MOMENT;
            case JSON -> foreignJson ? Form.PLAIN : Form.NESTED; // of several types: JSON text of our own decoder
            case TEXT -> foreignJson ? Form.FOREIGN_JSON : Form.PLAIN;
            default -> Form.PLAIN;
        };
    }
}
