package io.callstream.sink;

/** Delivers the events of calls, as every sink does. */
public interface Sink extends EventSink<CallEvent> {
    @Override
    default boolean sends(CallEvent event) {
        return event.kind().terminal();
    }
}
