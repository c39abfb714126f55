package io.callstream.gateway.stream;

import org.jspecify.annotations.Nullable;

/**
 * What one chunk of a stream turned out to be.
 *
 * @param kind what it is for
 * @param finishReason of the first choice, when this chunk ends it
 */
public record ChunkFacts(Kind kind, @Nullable String finishReason) {
    static final ChunkFacts CONTENT = new ChunkFacts(Kind.CONTENT, null);
    static final ChunkFacts USAGE_ONLY = new ChunkFacts(Kind.USAGE_ONLY, null);
    static final ChunkFacts ERROR = new ChunkFacts(Kind.ERROR, null);
    static final ChunkFacts UNREADABLE = new ChunkFacts(Kind.UNREADABLE, null);

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
