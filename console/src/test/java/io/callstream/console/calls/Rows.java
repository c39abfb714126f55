package io.callstream.console.calls;

import io.callstream.events.EventKind;
import java.util.Map;

/** Rows for tests. */
final class Rows {
    private Rows() {}

    static CallRow row(EventKind kind, Map<CallColumn, Object> values) {
        Object[] row = new Object[CallColumn.count()];
        values.forEach((column, value) -> row[column.ordinal()] = value);
        return new CallRow(kind, new CallRow.Place(kind.topic(), 0, 0), row);
    }

    static CallRow call(String id, EventKind kind, long startedAt) {
        return row(kind, Map.of(CallColumn.CALL_ID, id, CallColumn.STARTED_AT, startedAt));
    }
}
