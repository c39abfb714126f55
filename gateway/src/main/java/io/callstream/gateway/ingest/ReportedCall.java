package io.callstream.gateway.ingest;

import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.CallRecorder;
import io.callstream.gateway.event.EventRecorder;
import io.callstream.gateway.event.FailureFacts;
import io.callstream.gateway.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody else made, as its events record it.
 *
 * @param failed null when it succeeded
 */
record ReportedCall(
        CallFacts facts, Outcome outcome, @Nullable FailureFacts failed) {
    /** Writes its events; on the recorder's thread. */
    void record(EventRecorder recorder) {
        CallRecorder call = recorder.begin(facts);
        if (failed == null) {
            call.succeeded(outcome);
        } else {
            call.failed(outcome, failed);
        }
    }
}
