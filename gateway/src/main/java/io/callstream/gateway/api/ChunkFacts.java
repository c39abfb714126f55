package io.callstream.gateway.api;

import org.jspecify.annotations.Nullable;

/**
 * What one chunk of a stream turned out to be.
 *
 * @param kind what it is for
 * @param finishReason of the first choice, when this chunk ends it
 * @param error what it says about the stream having failed; null when it says nothing
 */
public record ChunkFacts(
        Kind kind, @Nullable String finishReason, @Nullable AnswerError error) {
    public static final ChunkFacts CONTENT = new ChunkFacts(Kind.CONTENT, null, null);
    public static final ChunkFacts USAGE_ONLY = new ChunkFacts(Kind.USAGE_ONLY, null, null);
    public static final ChunkFacts UNREADABLE = new ChunkFacts(Kind.UNREADABLE, null, null);

    /** What a chunk is for. */
    public enum Kind {
        /** A part of the answer. */
        CONTENT,
        /** Usage and no choices: what {@code include_usage} adds, withheld from clients that did not ask for it. */
        USAGE_ONLY,
        /** The provider reports that the stream has failed. */
        ERROR,
        /** No JSON object. */
        UNREADABLE
    }
}
