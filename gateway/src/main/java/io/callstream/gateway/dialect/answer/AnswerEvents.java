package io.callstream.gateway.dialect.answer;

import io.callstream.gateway.provider.Delta;
import io.callstream.json.Slice;
import java.util.function.Consumer;

/** Reads the events of one stream, one after the other. For one thread. */
public interface AnswerEvents {
    /**
     * Takes in the data of one event.
     *
     * @return whether it is a JSON object
     */
    boolean accept(Slice data, Consumer<Delta> deltas);

    /** Whether nothing more is to come, well or with an error. */
    boolean over();

    /** Whether the answer has come to a good end. */
    boolean ended();
}
