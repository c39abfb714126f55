package io.callstream.sql.engine;

import io.callstream.events.DerivedKind;
import io.callstream.reader.time.TimeSpan;
import io.callstream.sql.table.SqlTable;
import io.callstream.sql.table.TableCatalogue;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides for each statement that names the table {@code calls} what it is read from. For one thread. */
final class CallsTable {
    private static final String NAME = "calls";
    private static final Pattern NAMED = Pattern.compile("\\b" + NAME + "\\b", Pattern.CASE_INSENSITIVE);

    private final TableCatalogue tables;
    private final CallRowsCoverage coverage;
    private boolean ofRows;
    private Optional<String> note = Optional.empty();

    CallsTable(TableCatalogue tables, CallRowsCoverage coverage) {
        this.tables = tables;
        this.coverage = coverage;
    }

    /** What has to run before the statement, if anything has changed. */
    Optional<String> choose(String sql, TimeSpan span) {
        Optional<SqlTable> joined =
                tables.table(NAME).filter(table -> NAMED.matcher(sql).find());
        if (joined.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> gap = coverage.gap(span);
        note = Optional.of(gap.map(why -> "calls is joined from the events: " + why)
                .orElse("calls is read from " + DerivedKind.CALL.topic()
                        + "; a call whose chunks are waited for is still open there"));
        boolean was = ofRows;
        ofRows = gap.isEmpty();
        return was == ofRows ? Optional.empty() : Optional.of((ofRows ? tables.callsOfRows() : joined.get()).ddl());
    }

    Optional<String> note() {
        return note;
    }
}
