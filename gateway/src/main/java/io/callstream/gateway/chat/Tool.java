package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may wish for.
 *
 * @param parameters JSON schema of its arguments; null when it has none
 * @param cache as {@link Part.Text#cache}
 */
public record Tool(
        String name,
        @Nullable String description,
        JsonValue.@Nullable Obj parameters,
        boolean strict,
        @Nullable JsonValue cache) {}
