package io.callstream.analytics.alert;

import io.callstream.analytics.call.CallRows;
import io.callstream.events.CallRecord;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What of a call goes to the task that looks at its group: no bodies, and nothing that grows. */
final class AlertRow {
    /** A call that has been without an end for too long. */
    static final String HANGING = "hanging";
    /** One of those has ended, or been forgotten. */
    static final String NO_LONGER = "no longer hanging";

    private AlertRow() {}

    static CallRecord of(SpecificRecord end, String outcome) {
        return slim(CallRows.withoutBodies(CallRows.ended(end, outcome)));
    }

    /** The same call with another outcome. */
    static CallRecord as(CallRecord row, String outcome) {
        CallRecord other = CallRecord.newBuilder(row).build();
        other.setOutcome(outcome);
        return other;
    }

    static CallRecord slim(CallRecord row) {
        row.setMetadata(Map.of());
        row.setRequestHeaders(Map.of());
        row.setProviderHeaders(Map.of());
        row.setAttempts(List.of());
        row.setParameters(null);
        return row;
    }
}
