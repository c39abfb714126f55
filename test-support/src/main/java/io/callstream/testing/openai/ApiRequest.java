package io.callstream.testing.openai;

import org.jspecify.annotations.Nullable;

/**
 * A request as the wire brought it.
 *
 * @param path the path without its query
 * @param authorization the header of that name; Anthropic's key as a bearer token, where its API is called
 * @param contentType the header of that name
 * @param anthropicVersion the header of that name
 * @param body the bytes of the body; not copied
 */
public record ApiRequest(
        String method,
        String path,
        @Nullable String authorization,
        @Nullable String contentType,
        @Nullable String anthropicVersion,
        RequestBody body) {}
