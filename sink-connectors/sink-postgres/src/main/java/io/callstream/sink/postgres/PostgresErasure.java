package io.callstream.sink.postgres;

import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.jdbc.ErasureTables;
import io.callstream.sink.jdbc.SubjectRows;
import io.callstream.sink.json.EventColumns;
import io.callstream.sink.json.PostgresText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The statements that remove a subject's calls. */
record PostgresErasure(String schema) implements ErasureTables {
    @Override
    public Set<String> tables() {
        return Set.of("calls", "chunks");
    }

    /** As {@link RowWriter} stores it. */
    @Override
    public String stored(Subject subject) {
        PostgresText cleaning = new PostgresText();
        String clean = EventColumns.INDEXED.contains(subject.kind().column())
                ? cleaning.key(subject.value())
                : cleaning.text(subject.value());
        return new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public SubjectRows rows(SubjectKind kind) {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("chunks", removal("chunks"));
        steps.put("calls", removal("calls"));
        return new SubjectRows(
                "SELECT call_id FROM " + name("calls") + " WHERE " + kind.column() + " = ? LIMIT " + SubjectRows.PAGE,
                steps);
    }

    private String removal(String table) {
        return "DELETE FROM " + name(table) + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + name(table)
                + " WHERE call_id IN " + SubjectRows.IDS + " LIMIT 5000))";
    }

    private String name(String table) {
        return '"' + schema + "\"." + table;
    }
}
