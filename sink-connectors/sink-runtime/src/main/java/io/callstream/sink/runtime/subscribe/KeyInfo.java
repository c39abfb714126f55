package io.callstream.sink.runtime.subscribe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** What an event says of the key that its call was made with; LiteLLM's {@code redact_user_api_key_info} takes it out. */
final class KeyInfo {
    private static final List<String> COLUMNS = List.of("key_hash", "key_alias", "team_id", "user_id");
    private static final String METADATA = "metadata";
    private static final String LITELLMS = "user_api_key";

    private KeyInfo() {}

    /** Changes the record. What the request itself says of its end user stays. */
    static void remove(IndexedRecord event) {
        for (String column : COLUMNS) {
            Schema.Field field = event.getSchema().getField(column);
            if (field != null) {
                event.put(field.pos(), null);
            }
        }
        Schema.Field metadata = event.getSchema().getField(METADATA);
        if (metadata != null && event.get(metadata.pos()) instanceof Map<?, ?> said) {
            Map<String, Object> left = new TreeMap<>();
            said.forEach((name, value) -> {
                if (!String.valueOf(name).startsWith(LITELLMS)) {
                    left.put(String.valueOf(name), value);
                }
            });
            event.put(metadata.pos(), left);
        }
    }
}
