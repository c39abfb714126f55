package io.callstream.analytics.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys of rows that are kept by several columns: a JSON list of them, so that no value can look like two. */
public final class RowIds {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowIds() {}

    /** @param columns texts, nulls, or lists of texts */
    public static String of(@Nullable Object... columns) {
        try {
            return JSON.writeValueAsString(Arrays.asList(columns));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a column of a row's key is neither text nor a list of texts", e);
        }
    }
}
