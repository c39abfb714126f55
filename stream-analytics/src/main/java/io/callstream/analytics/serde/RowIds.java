package io.callstream.analytics.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys of rows that are kept by several columns: a JSON list of them, so that no value can look like two. */
public final class RowIds {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowIds() {}

    /** @param columns texts, nulls, lists of texts, or maps of texts */
    public static String of(@Nullable Object... columns) {
        try {
            return JSON.writeValueAsString(Arrays.asList(columns));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a column of a row's key is neither text nor a list of texts", e);
        }
    }

    /** The columns that a key was made of. */
    public static JsonNode parse(String id) {
        try {
            return JSON.readTree(id);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("'" + id + "' is no key of a row", e);
        }
    }
}
