package io.callstream.hook;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, as its key and its request say.
 *
 * @param keyAlias human name of the key; null when there is none
 * @param teamId team of the key
 * @param userId user that owns the key
 * @param endUser end user that the request names
 * @param tags of the request
 * @param metadata of the request; values that are no strings as JSON
 */
public record HookCaller(
        @Nullable String keyAlias,
        @Nullable String teamId,
        @Nullable String userId,
        @Nullable String endUser,
        List<String> tags,
        Map<String, String> metadata) {
    /** Nobody in particular. */
    public static final HookCaller UNKNOWN = new HookCaller(null, null, null, null, List.of(), Map.of());

    public HookCaller {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
    }
}
