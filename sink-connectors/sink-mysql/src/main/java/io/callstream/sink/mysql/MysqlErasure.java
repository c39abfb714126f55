package io.callstream.sink.mysql;

import io.callstream.events.erasure.Subject;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.jdbc.ErasureTables;
import io.callstream.sink.jdbc.SubjectRows;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The statements that remove a subject's calls. */
final class MysqlErasure implements ErasureTables {
    @Override
    public Set<String> tables() {
        return Set.of("calls", "chunks");
    }

    @Override
    public String stored(Subject subject) {
        return Cells.text(subject.kind().column(), subject.value());
    }

    /** To the server's own comparison, blanks at the end are nothing. */
    @Override
    public SubjectRows rows(SubjectKind kind) {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("chunks", removal("chunks"));
        steps.put("calls", removal("calls"));
        return new SubjectRows(
                "SELECT call_id FROM calls WHERE " + kind.column() + " = ? AND CHAR_LENGTH(" + kind.column()
                        + ") = CHAR_LENGTH(?) LIMIT " + SubjectRows.PAGE,
                steps);
    }

    private static String removal(String table) {
        return "DELETE FROM " + table + " WHERE call_id IN " + SubjectRows.IDS + " LIMIT 5000";
    }
}
