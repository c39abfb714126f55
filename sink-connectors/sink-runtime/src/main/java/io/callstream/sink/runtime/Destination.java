package io.callstream.sink.runtime;

import io.callstream.sink.EventSink;
import io.callstream.sink.Repeats;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.deliver.CheckedSink;
import io.callstream.sink.runtime.deliver.SinkSource;
import java.util.function.Function;

/**
 * What the sink itself says of where it delivers.
 *
 * @param takes the type of the events that it is given
 * @param repeats what comes of an event that is delivered again
 * @param opening makes the sink
 */
record Destination<E extends SinkEvent>(
        Class<E> takes, Repeats repeats, Function<SinkContext, ? extends EventSink<E>> opening) {
    /** Opens it now. */
    EventSink<SinkEvent> open(SinkContext context) {
        return new CheckedSink<>(takes, opening.apply(context));
    }

    /** Opens it when it is first needed. */
    SinkSource source(SinkContext context) {
        return SinkSource.of(takes, () -> opening.apply(context));
    }
}
