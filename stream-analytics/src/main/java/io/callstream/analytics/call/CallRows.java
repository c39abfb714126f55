package io.callstream.analytics.call;

import io.callstream.events.CallRecord;
import io.callstream.events.ChunkEvent;
import io.callstream.events.PreCallEvent;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Makes rows of events: columns of the same name are carried over. */
public final class CallRows {
    /** States of a call whose row has not been written, in the place of its outcome. */
    static final String OPEN = "open";

    static final String WAITING = "waiting";
    static final String ORPHAN = "orphan";
    /** Of a call whose subject was erased; it is not told on the topic. */
    public static final String ERASED = "erased";

    private static final Set<String> BODIES =
            Set.of("request_body", "response_body", "provider_error_body", "provider_response_body");
    private static final Set<String> KEPT_OF_ERASED =
            Set.of("event_id", "call_id", "trace_id", "span_id", "gateway_id", "call_type", "outcome");
    private static final Set<String> OWN = Set.of("event_id", "event_time");

    private CallRows() {}

    /** A call that has begun, without what was said in it. */
    public static CallRecord open(PreCallEvent event) {
        CallRecord row = of(event, OPEN);
        row.setEventTime(event.getEventTime());
        row.setStartedAt(event.getEventTime());
        row.setPreCallSeen(true);
        return withoutBodies(row);
    }

    /** A call of which only a chunk is known yet. */
    static CallRecord open(ChunkEvent event) {
        CallRecord row = of(event, OPEN);
        row.setEventTime(event.getEventTime());
        row.setStartedAt(event.getEventTime().minusNanos(event.getElapsedUs() * 1_000));
        return withoutBodies(row);
    }

    /** A call that has ended, with everything its end tells. */
    public static CallRecord ended(SpecificRecord end, String outcome) {
        CallRecord row = of(end, outcome);
        row.setEventTime((java.time.Instant)
                end.get(end.getSchema().getField("event_time").pos()));
        return row;
    }

    /** The same row without bodies, as the store keeps it. Another record: the one given stays as it is. */
    public static CallRecord withoutBodies(CallRecord row) {
        CallRecord bare = CallRecord.newBuilder(row).build();
        BODIES.forEach(column -> bare.put(bare.getSchema().getField(column).pos(), null));
        return bare;
    }

    /** What is kept of a call whose subject was erased: that there was one. */
    static CallRecord erased(SpecificRecord known) {
        CallRecord row = of(known, ERASED);
        CallRecord bare = empty();
        KEPT_OF_ERASED.forEach(column -> {
            int at = row.getSchema().getField(column).pos();
            bare.put(at, row.get(at));
        });
        Field time = known.getSchema().getField("event_time");
        bare.setEventTime((java.time.Instant) known.get(time.pos()));
        bare.setStartedAt(bare.getEventTime());
        return bare;
    }

    private static CallRecord of(SpecificRecord event, String outcome) {
        CallRecord row = empty();
        for (Field field : row.getSchema().getFields()) {
            Field same = event.getSchema().getField(field.name());
            if (same != null && !OWN.contains(field.name())) {
                row.put(field.pos(), event.get(same.pos()));
            }
        }
        row.setEventId(row.getCallId() + ":call");
        row.setOutcome(outcome);
        return row;
    }

    private static CallRecord empty() {
        CallRecord row = new CallRecord();
        for (Field field : row.getSchema().getFields()) {
            if (field.hasDefaultValue() && field.schema().getType() != Schema.Type.UNION) {
                row.put(
                        field.pos(),
                        SpecificRecordBase.class.cast(row).getSpecificData().getDefaultValue(field));
            }
        }
        return row;
    }
}
