package io.callstream.sink.objects;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One event as it lies at a destination: whose it is, and nothing of what was said.
 *
 * @param chunk whether it is a chunk
 * @param columns the columns of {@link #COLUMNS} that the row has, by name
 */
public record StoredRow(boolean chunk, Map<String, String> columns) {
    /** What rows are told apart by. */
    static final Set<String> COLUMNS = Set.of("call_id", "end_user", "user_id", "key_hash");

    public StoredRow {
        columns = Map.copyOf(columns);
    }

    /** The call it belongs to; empty for a row that is no event of a call. */
    public Optional<String> callId() {
        return Optional.ofNullable(columns.get("call_id"));
    }
}
