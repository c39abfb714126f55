package io.callstream.gateway.api;

import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Answered;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** What a plain answer, or a stream that was put together, says of itself. */
public interface AnswerFacts extends Answered {
    /** Whether it is in the API's form at all, as far as that shows from outside. */
    boolean readable();

    /** The provider's id of the response. */
    @Nullable String id();

    /** Of the first choice. */
    @Nullable String finishReason();

    /** The usage object, a view of the answer. */
    @Nullable Slice usage();

    /** Whether it has what an answer to the operation has to have. */
    boolean answers(Operation operation);

    /** What it says about having failed; null when it says nothing. */
    @Nullable AnswerError error();

    /** The answer as events record it: in OpenAI's form. */
    default Slice recorded(Slice itself) {
        return itself;
    }
}
