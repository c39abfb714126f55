package io.callstream.sql.flink.function;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** {@code json->'$.path'}: the JSON that stands there. */
public final class JsonExtract extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public @Nullable String eval(@Nullable String json, @Nullable String path) {
        JsonNode found = JsonPath.find(json, path);
        return found == null ? null : found.toString();
    }
}
