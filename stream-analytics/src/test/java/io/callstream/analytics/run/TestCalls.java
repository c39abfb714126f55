package io.callstream.analytics.run;

import io.callstream.events.SuccessEvent;
import io.callstream.testing.events.SampleCall;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Calls that no other test has. */
final class TestCalls {
    /** What each of them costs. */
    static final long COST = SampleCall.number(0).success().getCostNanoUsd();

    private TestCalls() {}

    /** Their pre-calls and ends. */
    static List<SpecificRecord> make(int count) {
        List<SpecificRecord> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SampleCall call = SampleCall.number(2 * i);
            String id = UUID.randomUUID().toString();
            var preCall = call.preCall();
            preCall.setCallId(id);
            preCall.setEventId(id + ":pre-call");
            SuccessEvent success = call.success();
            success.setCallId(id);
            success.setEventId(id + ":success");
            events.add(preCall);
            events.add(success);
        }
        return events;
    }
}
