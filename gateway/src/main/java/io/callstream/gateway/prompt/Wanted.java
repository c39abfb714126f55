package io.callstream.gateway.prompt;

import org.jspecify.annotations.Nullable;

/**
 * Which prompt a call wants of a source.
 *
 * @param label null for the source's usual one
 * @param version null for the one that the label stands for
 */
public record Wanted(
        String id, @Nullable String label, @Nullable String version) {}
