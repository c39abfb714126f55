package io.callstream.sql.flink.function;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.table.functions.ScalarFunction;
import org.jspecify.annotations.Nullable;

/** {@code json->>'$.path'}: the text that stands there, without quotes. */
public final class JsonExtractString extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public @Nullable String eval(@Nullable String json, @Nullable String path) {
        JsonNode found = JsonPath.find(json, path);
        if (found == null || found.isNull()) {
            return null;
        }
        return found.isTextual() ? found.textValue() : found.toString();
    }
}
