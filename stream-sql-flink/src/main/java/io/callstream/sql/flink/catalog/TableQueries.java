package io.callstream.sql.flink.catalog;

import io.callstream.sql.table.SqlColumn;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableOrigin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.table.types.DataType;

/** The queries that make tables of scans, in Flink's SQL. */
final class TableQueries {
    private static final String LETTERS = """
        SELECT l.`sink`, l.`kafka_offset` AS `letter`, COALESCE(n.`closed_as`, 'open') AS `state`,
          l.`topic` AS `event_topic`, CAST(l.`partition` AS INT) AS `event_partition`, CAST(l.`offset` AS BIGINT) AS `event_offset`,
          l.`event_id`, SPLIT_INDEX(l.`event_id`, ':', 0) AS `call_id`, l.`reason`, CAST(l.`attempts` AS INT) AS `attempts`,
          CAST(REPLACE(REPLACE(l.`failed_at`, 'T', ' '), 'Z', '') AS TIMESTAMP(3)) AS `failed_at`, l.`kafka_time`
        FROM %1$s l LEFT JOIN
          (SELECT `letter_topic`, `closes`, MAX(`closed_as`) AS `closed_as` FROM %1$s WHERE `closes` IS NOT NULL
           GROUP BY `letter_topic`, `closes`) n
          ON n.`letter_topic` = l.`letter_topic` AND n.`closes` = CAST(l.`kafka_offset` AS STRING)
        WHERE l.`closes` IS NULL""";

    /** The event that ends a call comes before the one that began it; an event that stands on its topic twice counts once. */
    private static final String CALLS = """
        SELECT %1$s FROM (
          SELECT *, ROW_NUMBER() OVER (PARTITION BY `call_id` ORDER BY `unended`, `kafka_partition`, `kafka_offset`) AS `place`
          FROM (%2$s))
        WHERE `place` = 1""";

    private static final String LATEST = """
        SELECT %1$s FROM (
          SELECT *, ROW_NUMBER() OVER (PARTITION BY `%2$s` ORDER BY `kafka_offset` DESC) AS `place` FROM %3$s)
        WHERE `place` = 1""";

    private final Function<String, String> scans;
    private final Map<String, DataType> types;

    /**
     * @param scans the full name of a scan, in Flink, by its own
     * @param types types of scanned columns, by {@code scan.column}
     */
    TableQueries(Function<String, String> scans, Map<String, DataType> types) {
        this.scans = scans;
        this.types = types;
    }

    String query(SqlTable table) {
        TableOrigin origin = table.origin();
        if (origin instanceof TableOrigin.Calls calls) {
            return CALLS.formatted(names(table), events(table, calls));
        } else if (origin instanceof TableOrigin.Latest latest) {
            return LATEST.formatted(
                    names(table), latest.id(), scans.apply(latest.topic().scanName()));
        } else if (origin instanceof TableOrigin.Records records) {
            return "SELECT " + names(table) + " FROM "
                    + scans.apply(records.topic().scanName());
        }
        return LETTERS.formatted(scans.apply("scan_dead_letters"));
    }

    private static String names(SqlTable table) {
        return table.columns().stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
    }

    private String events(SqlTable table, TableOrigin.Calls calls) {
        return String.join(
                " UNION ALL ",
                events(table, calls.successes(), "success", 0),
                events(table, calls.failures(), "failure", 0),
                events(table, calls.preCalls(), "open", 1));
    }

    private String events(SqlTable calls, SqlTable events, String outcome, int unended) {
        Set<String> own = events.columns().stream().map(SqlColumn::name).collect(Collectors.toSet());
        List<String> columns = calls.columns().stream()
                .filter(column -> !column.name().equals("outcome"))
                .map(column -> (own.contains(column.name()) ? quoted(column.name()) : nothing(calls, column))
                        + " AS "
                        + quoted(column.name()))
                .toList();
        return "SELECT " + unended + " AS `unended`, CAST('" + outcome + "' AS STRING) AS `outcome`, "
                + String.join(", ", columns) + " FROM " + scans.apply("scan_" + events.name());
    }

    private String nothing(SqlTable table, SqlColumn column) {
        String type = ViewTypes.of(table, column, types).getLogicalType().asSerializableString();
        return "CAST(NULL AS " + type + ")";
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
