package io.callstream.cli.tail;

import io.callstream.sink.CallEvent;

/** One form of showing events. */
interface EventPrinter {
    /** The event as one line. */
    String line(CallEvent event);
}
