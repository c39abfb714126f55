package io.callstream.testing.events;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Whole stories made of {@link SampleCall}s, in the order a gateway tells them. */
public final class SampleEvents {
    private SampleEvents() {}

    /**
     * Every event of the first {@code calls} calls, {@code seq} 0, 1, 2, ...: pre-call, chunks if streamed, and success, but
     * a failure for every fourth call.
     */
    public static List<SpecificRecord> stories(int calls) {
        List<SpecificRecord> events = new ArrayList<>();
        int told = 0;
        for (SampleCall call : SampleCall.first(calls)) {
            events.add(call.preCall());
            events.addAll(call.chunks());
            events.add(++told % 4 == 0 ? call.failure() : call.success());
        }
        return events;
    }
}
