package io.callstream.gateway.provider;

import io.callstream.json.Slice;
import java.util.function.Consumer;

/** Reads one answer of a provider, plain or streamed, into deltas. For one answer and one thread. */
public interface ResponseReader {
    /**
     * Takes in the next bytes of the body.
     *
     * @param bytes only looked at during the call
     */
    void read(Slice bytes, Consumer<Delta> deltas);

    /** The body has ended. */
    void end(Consumer<Delta> deltas);
}
