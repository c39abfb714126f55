package io.callstream.sink.testkit;

import io.callstream.sink.ErasureSinkFactory;

/**
 * A harness of a sink that removes what it stored.
 *
 * @param <C> the sink's configuration
 */
public interface ErasureHarness<C> extends SinkHarness<C> {
    /** The same one for the sink of calls and the sink of erasures, as in the runtime. */
    @Override
    ErasureSinkFactory<C> factory();

    /** All that stands at the destination, as text in which a name that was stored is found. */
    default String everything() {
        return state().toString();
    }
}
