package io.callstream.sql.table;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Every table there is.
 *
 * @param scans what is read from topics
 * @param tables what people query, each after those that it is made of
 * @param callsOfRows what takes the place of the table {@code calls} where the rows that analytics makes reach as far
 */
public record TableCatalogue(List<ScanTable> scans, List<SqlTable> tables, SqlTable callsOfRows) {
    public TableCatalogue {
        scans = List.copyOf(scans);
        tables = List.copyOf(tables);
    }

    /** The tables by the schemas that this build was compiled with. */
    public static TableCatalogue builtIn() {
        return of(EventKind::schema);
    }

    /** @param schemas the schema to read each kind of event with */
    public static TableCatalogue of(Function<EventKind, Schema> schemas) {
        AvroTopic preCalls = topic("pre_calls", EventKind.PRE_CALL, schemas);
        AvroTopic chunks = topic("chunks", EventKind.CHUNK, schemas);
        AvroTopic successes = topic("successes", EventKind.SUCCESS, schemas);
        AvroTopic failures = topic("failures", EventKind.FAILURE, schemas);
        List<SqlTable> tables = new ArrayList<>();
        for (AvroTopic each : List.of(preCalls, chunks, successes, failures)) {
            tables.add(each.sqlTable());
        }
        AvroTopic spend = new AvroTopic("spend", DerivedKind.SPEND.topic(), DerivedKind.SPEND.schema());
        AvroTopic windows = new AvroTopic("windows", DerivedKind.WINDOW.topic(), DerivedKind.WINDOW.schema());
        AvroTopic alerts = new AvroTopic("alerts", DerivedKind.ALERT.topic(), DerivedKind.ALERT.schema());
        AvroTopic callRows = new AvroTopic("call_rows", DerivedKind.CALL.topic(), DerivedKind.CALL.schema());
        SqlTable calls = Calls.joined(preCalls.sqlTable(), successes.sqlTable(), failures.sqlTable());
        tables.add(calls);
        tables.add(spend.latestOf("row_id"));
        tables.add(windows.latestOf("row_id"));
        tables.add(alerts.sqlTable());
        tables.add(DeadLetters.sqlTable());
        return new TableCatalogue(
                List.of(preCalls, chunks, successes, failures, callRows, spend, windows, alerts, new DeadLetters()),
                tables,
                Calls.ofRows(calls, callRows));
    }

    private static AvroTopic topic(String table, EventKind kind, Function<EventKind, Schema> schemas) {
        return new AvroTopic(table, kind.topic(), schemas.apply(kind));
    }

    /** The topics whose records are all of one type, each as a table of all its records. */
    public List<AvroTopic> topics() {
        return scans.stream()
                .filter(AvroTopic.class::isInstance)
                .map(AvroTopic.class::cast)
                .toList();
    }

    /** The table whose rows are the records of the topic. */
    public Optional<String> tableOf(String topic) {
        return topics().stream()
                .filter(each -> each.topic().equals(topic))
                .map(AvroTopic::table)
                .findFirst();
    }

    public Optional<SqlTable> table(String name) {
        return tables.stream()
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
