package io.callstream.cli.tail;

import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;

/** Shows the events of one call and stops behind its end, of which there is exactly one. */
final class OneCall implements EventWatcher {
    private final EventWatcher view;
    private final Runnable stop;

    OneCall(EventWatcher view, Runnable stop) {
        this.view = view;
        this.stop = stop;
    }

    @Override
    public void event(CallEvent event) {
        view.event(event);
        if (event.kind() == EventKind.SUCCESS || event.kind() == EventKind.FAILURE) {
            stop.run();
        }
    }

    @Override
    public void unreadable(String why) {
        view.unreadable(why);
    }
}
