package io.callstream.sink.testkit;

import io.callstream.events.ChunkEvent;
import io.callstream.events.ErasureEvent;
import io.callstream.events.FailureEvent;
import io.callstream.events.PreCallEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Erasure;
import io.callstream.testing.events.SampleAlert;
import io.callstream.testing.events.SampleCall;
import io.callstream.testing.events.SampleEvents;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Sample events as sinks see them. */
public final class Fixtures {
    private Fixtures() {}

    /** Every event of the first calls, in the order a gateway tells them; every fourth call fails. */
    public static List<CallEvent> stories(int calls) {
        return SampleEvents.stories(calls).stream().map(Fixtures::event).toList();
    }

    public static CallEvent success(int number) {
        return event(SampleCall.number(number).success());
    }

    public static CallEvent failure(int number) {
        return event(SampleCall.number(number).failure());
    }

    /** A rule that begins to hold; the alerts of two numbers are two. */
    public static AlertEvent firing(int number) {
        return new AlertEvent(SampleAlert.firing(number));
    }

    /** The end of {@link #firing}. */
    public static AlertEvent resolved(int number) {
        return new AlertEvent(SampleAlert.resolved(number));
    }

    /** A request to erase one subject. */
    public static Erasure erasure(SubjectKind kind, String subject) {
        ErasureEvent request = new ErasureEvent();
        request.setErasureId("erasure-1");
        request.setRequestedAt(Instant.parse("2026-11-21T09:00:00Z"));
        request.setSubjectKind(kind.word());
        request.setSubject(subject);
        return Erasure.of(request).orElseThrow();
    }

    public static CallEvent event(SpecificRecord record) {
        if (record instanceof PreCallEvent preCall) {
            return new CallEvent.PreCall(preCall);
        }
        if (record instanceof ChunkEvent chunk) {
            return new CallEvent.Chunk(chunk);
        }
        if (record instanceof SuccessEvent success) {
            return new CallEvent.Success(success);
        }
        return new CallEvent.Failure((FailureEvent) record);
    }
}
