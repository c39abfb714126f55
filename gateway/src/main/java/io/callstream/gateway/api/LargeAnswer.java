package io.callstream.gateway.api;

import io.callstream.json.Slice;

/** A plain answer that is too large to be held: what it says of itself is found in its parts. For one thread. */
public interface LargeAnswer {
    /** Takes the next part in. */
    void add(Slice part);

    /** What the answer says of itself, as far as the parts show it. */
    AnswerFacts facts();
}
