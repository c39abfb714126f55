package io.callstream.sink.otlp.export;

import io.callstream.sink.Delivery;
import io.callstream.sink.http.Answer;
import java.util.Set;

/** What a destination's answer means for the spans that were sent. For any thread. */
@FunctionalInterface
public interface Verdicts {
    /** @param sent ids of the events whose spans were in the request */
    Delivery of(Answer answer, Set<String> sent);
}
