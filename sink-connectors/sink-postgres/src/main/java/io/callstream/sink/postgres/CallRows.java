package io.callstream.sink.postgres;

import io.callstream.sink.CallEvent;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which event of a call its row shows. The order is: success, failure, a failure that only the gateway's next start told
 * ({@code GATEWAY_LOST}), pre-call. The same rule stands in {@link Statements}, for events of other batches.
 */
final class CallRows {
    static final String LOST = "GATEWAY_LOST";

    private CallRows() {}

    /** One event per call, in the order of call ids, so that two copies of the sink never wait for each other's rows. */
    static Collection<CallEvent> latest(List<CallEvent> batch) {
        SortedMap<String, CallEvent> byCall = new TreeMap<>();
        for (CallEvent event : batch) {
            if (!(event instanceof CallEvent.Chunk)) {
                byCall.merge(event.callId(), event, (known, next) -> rank(next) >= rank(known) ? next : known);
            }
        }
        return byCall.values();
    }

    private static int rank(CallEvent event) {
        return event.match(
                preCall -> 0, chunk -> -1, success -> 3, failure -> LOST.equals(failure.getErrorCode()) ? 1 : 2);
    }

    static String status(CallEvent event) {
        return event instanceof CallEvent.PreCall ? "started" : event.kind().word();
    }
}
