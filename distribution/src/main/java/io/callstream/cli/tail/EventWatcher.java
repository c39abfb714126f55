package io.callstream.cli.tail;

import io.callstream.sink.CallEvent;

/** Is told what stands on the topics. */
public interface EventWatcher {
    void event(CallEvent event);

    /** @param why the record's place and what is wrong with it */
    void unreadable(String why);
}
