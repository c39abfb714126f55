package io.callstream.gateway.api;

import io.callstream.json.Range;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** Puts the chunks of a streamed answer together into the shape that a plain answer has. For one stream and one thread. */
public interface StreamAnswer {
    /**
     * Takes in the data of one frame.
     *
     * @param data only looked at during the call
     */
    ChunkFacts accept(Slice data);

    /**
     * The part of the last chunk that may differ from the last one of which everything was fresh. Outside of it both are the
     * same, byte by byte; it begins and ends between values and names.
     */
    Range fresh();

    /** A chunk is not to be put together. */
    void leaveOut(Slice data);

    /** Whether any part of an answer has come. */
    boolean started();

    /** Whether the stream has reported its usage. */
    boolean usage();

    /** Whether every choice that was begun has ended, and there is one. */
    boolean finished();

    /** About what the answer takes of the heap, as far as it has come. */
    long weight();

    /** Drops what has been put together, except what is short and stands beside the choices. */
    void forget();

    /** The answer as far as it has come, in an array of its own; null when nothing has come. */
    @Nullable Slice response();
}
