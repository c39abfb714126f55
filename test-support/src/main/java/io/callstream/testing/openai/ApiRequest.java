package io.callstream.testing.openai;

import org.jspecify.annotations.Nullable;

/**
 * A request as the wire brought it.
 *
 * @param path the path without its query
 * @param authorization the header of that name
 * @param contentType the header of that name
 * @param body the bytes of the body; not copied
 */
public record ApiRequest(
        String method,
        String path,
        @Nullable String authorization,
        @Nullable String contentType,
        RequestBody body) {}
