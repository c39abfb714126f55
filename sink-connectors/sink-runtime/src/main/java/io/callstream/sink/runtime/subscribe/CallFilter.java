package io.callstream.sink.runtime.subscribe;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.CallEvent;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Applies a subscription to events of calls that were read, and decides what the sink may see of them. */
public final class CallFilter implements EventFilter {
    private final Subscription subscription;

    public CallFilter(Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public EventKind kind(String topic) {
        return EventKind.ofTopic(topic);
    }

    @Override
    public Optional<CallEvent> admit(String topic, SpecificRecord read) {
        return admit(EventKind.ofTopic(topic), read);
    }

    /**
     * The event as the sink sees it; empty when the caller asked that this sink does not. Changes the record when
     * content is left out.
     */
    public Optional<CallEvent> admit(EventKind kind, SpecificRecord read) {
        CallEvent event = CallEvent.of(kind, read);
        boolean refused = event.match(
                preCall -> refused(preCall.getNoLog(), preCall.getDisabledCallbacks(), preCall.getRoutes()),
                // The gateway records no chunks of a call with no-log.
                chunk -> refused(false, chunk.getDisabledCallbacks(), chunk.getRoutes()),
                success -> refused(success.getNoLog(), success.getDisabledCallbacks(), success.getRoutes()),
                failure -> refused(failure.getNoLog(), failure.getDisabledCallbacks(), failure.getRoutes()));
        if (refused) {
            return Optional.empty();
        }
        if (!subscription.keyInfo()) {
            KeyInfo.remove(event.avro());
        }
        return Optional.of(subscription.content() ? event : withoutContent(event));
    }

    private boolean refused(boolean noLog, List<String> disabled, List<String> routes) {
        return noLog || disabled.contains(subscription.routeFilter().sink()) || !admits(routes);
    }

    private boolean admits(List<String> routes) {
        return subscription.routeFilter().admits().test(routes);
    }

    private static CallEvent withoutContent(CallEvent event) {
        return event.match(CallFilter::preCall, CallFilter::chunk, CallFilter::success, CallFilter::failure);
    }

    private static CallEvent preCall(PreCallEvent event) {
        event.setRequestBody(null);
        event.setRequestRef(null);
        event.setRequestSha256(null);
        event.setCapture("none");
        return new CallEvent.PreCall(event);
    }

    private static CallEvent chunk(ChunkEvent event) {
        event.setDelta(null);
        return new CallEvent.Chunk(event);
    }

    private static CallEvent success(SuccessEvent event) {
        event.setRequestBody(null);
        event.setRequestRef(null);
        event.setRequestSha256(null);
        event.setResponseBody(null);
        event.setResponseRef(null);
        event.setResponseSha256(null);
        event.setProviderResponseBody(null);
        event.setCapture("none");
        return new CallEvent.Success(event);
    }

    private static CallEvent failure(FailureEvent event) {
        event.setRequestBody(null);
        event.setRequestRef(null);
        event.setRequestSha256(null);
        event.setResponseBody(null);
        event.setResponseRef(null);
        event.setResponseSha256(null);
        event.setProviderResponseBody(null);
        event.setProviderErrorBody(null);
        event.setCapture("none");
        return new CallEvent.Failure(event);
    }
}
