package io.callstream.gateway.app;

import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.server.Pages;
import io.netty.channel.EventLoop;
import java.util.function.Function;

/**
 * What every reading of the configuration makes anew, besides calls.
 *
 * @param limits what was used of limits stays
 */
record LoopParts(Recorders recorders, Function<Snapshot, Pages> pages, Limits limits) {
    /** Makes the recorder of an event loop for a reading of the configuration. */
    interface Recorders {
        EventRecorder recorder(int lane, EventLoop loop, Snapshot snapshot);
    }
}
