package io.callstream.testing.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Columns by name, over record types: terminal events repeat what the pre-call event said. */
final class SharedColumns {
    private SharedColumns() {}

    /**
     * Fills {@code to} with the columns both have, and with empty lists and maps where the schema has them; Java's own defaults are the schema's elsewhere.
     */
    static <T extends SpecificRecord> T copy(SpecificRecord from, T to) {
        for (Schema.Field field : to.getSchema().getFields()) {
            Schema.Field same = from.getSchema().getField(field.name());
            if (same != null) {
                to.put(field.pos(), from.get(same.pos()));
            } else if (field.defaultVal() instanceof Collection || field.defaultVal() instanceof Map) {
                to.put(field.pos(), field.defaultVal());
            }
        }
        return to;
    }

    /** Puts what the pre-call said over the columns that both have; what identifies the event stays. */
    static <T extends SpecificRecord> T over(T to, SpecificRecord preCall) {
        for (String column : List.of("team_id", "user_id", "session_id", "model_group")) {
            set(to, column, preCall.get(preCall.getSchema().getField(column).pos()));
        }
        return to;
    }

    static void set(SpecificRecord record, String column, Object value) {
        record.put(record.getSchema().getField(column).pos(), value);
    }
}
