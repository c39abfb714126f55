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

    /** A number for each record of a topic, later ones higher within a partition. */
    private static final String PLACE = "`kafka_offset` * 65536 + `kafka_partition`";

    /** Makes the places of one topic higher than all of another. */
    private static final long NEXT_TOPIC = 1L << 61;

    /**
     * The event that ends a call comes before the one that began it; an event that stands on its topic twice counts once. Not by numbering the
     * rows of a call: Flink would then decode every column, also those that nobody asks for.
     */
    private static final String CALLS = """
        SELECT %1$s FROM (%2$s) e
          JOIN (SELECT `call_id`, MIN(`place`) AS `place` FROM (%2$s) GROUP BY `call_id`) w
          ON w.`call_id` = e.`call_id` AND w.`place` = e.`place`""";

    private static final String LATEST = """
        SELECT %1$s FROM %3$s e
          JOIN (SELECT `%2$s`, MAX(%4$s) AS `place` FROM %3$s GROUP BY `%2$s`) w
          ON w.`%2$s` = e.`%2$s` AND w.`place` = %4$s""";

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

    /** @param table one that is more than the records of a topic */
    String query(SqlTable table) {
        TableOrigin origin = table.origin();
        if (origin instanceof TableOrigin.Calls calls) {
            return CALLS.formatted(names(table), events(table, calls));
        } else if (origin instanceof TableOrigin.Latest latest) {
            return LATEST.formatted(
                    names(table), latest.id(), scans.apply(latest.topic().scanName()), PLACE);
        }
        return LETTERS.formatted(scans.apply("scan_dead_letters"));
    }

    private static String names(SqlTable table) {
        return table.columns().stream()
                .map(column -> "e." + quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    private String events(SqlTable table, TableOrigin.Calls calls) {
        return String.join(
                " UNION ALL ",
                events(table, calls.successes(), "success", 0),
                events(table, calls.failures(), "failure", 1),
                events(table, calls.preCalls(), "open", 2));
    }

    private String events(SqlTable calls, SqlTable events, String outcome, int place) {
        Set<String> own = events.columns().stream().map(SqlColumn::name).collect(Collectors.toSet());
        List<String> columns = calls.columns().stream()
                .filter(column -> !column.name().equals("outcome"))
                .map(column -> (own.contains(column.name()) ? quoted(column.name()) : nothing(calls, column))
                        + " AS "
                        + quoted(column.name()))
                .toList();
        return "SELECT " + PLACE + " + " + place * NEXT_TOPIC + " AS `place`, CAST('" + outcome
                + "' AS STRING) AS `outcome`, " + String.join(", ", columns) + " FROM "
                + scans.apply("scan_" + events.name());
    }

    private String nothing(SqlTable table, SqlColumn column) {
        String type = ViewTypes.of(table, column, types).getLogicalType().asSerializableString();
        return "CAST(NULL AS " + type + ")";
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
