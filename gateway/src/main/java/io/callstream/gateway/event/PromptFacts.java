package io.callstream.gateway.event;

import org.jspecify.annotations.Nullable;

/**
 * The prompt that was put into a request.
 *
 * @param source where it is kept: {@code langfuse}, {@code humanloop} or {@code file}
 * @param id its name there
 * @param version the version that was used; null when the source does not say
 */
public record PromptFacts(
        String source, String id, @Nullable String version) {}
