package io.callstream.sink.testkit;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Erasure;
import io.callstream.testing.events.SampleCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whole calls of one subject among those of others: plain and streamed ones, and one that failed.
 *
 * @param kind what the subject is
 * @param subject its value; of {@link SubjectKind#CALL} the call's id
 * @param events of all calls, in the order a gateway tells them
 * @param callsOfTheSubject ids
 */
public record SubjectsCalls(SubjectKind kind, String subject, List<CallEvent> events, Set<String> callsOfTheSubject) {
    private static final int CALLS = 12;
    /** A plain one, a streamed one, a failure. */
    private static final List<Integer> OWN = List.of(2, 5, 7);

    /** @param name of the subject, unless it is a call */
    public static SubjectsCalls of(SubjectKind kind, String name) {
        List<CallEvent> events = Fixtures.stories(CALLS);
        if (kind == SubjectKind.CALL) {
            String call = id(OWN.get(1));
            return new SubjectsCalls(kind, call, events, Set.of(call));
        }
        OWN.forEach(call -> give(events, id(call), kind, name));
        return new SubjectsCalls(
                kind, name, events, OWN.stream().map(SubjectsCalls::id).collect(Collectors.toSet()));
    }

    /** Every event of one call. */
    public static List<CallEvent> story(int number) {
        SampleCall call = SampleCall.number(number);
        List<CallEvent> events = new ArrayList<>();
        events.add(Fixtures.event(call.preCall()));
        call.chunks().forEach(chunk -> events.add(Fixtures.event(chunk)));
        events.add(Fixtures.event(call.success()));
        return events;
    }

    /** Makes the call that of a subject, in all of its events that have the column. */
    public static void give(List<CallEvent> events, String callId, SubjectKind kind, String value) {
        events.stream()
                .filter(event -> event.callId().equals(callId))
                .forEach(event -> set(event, kind.column(), value));
    }

    /** Changes a column of an event that has it. */
    public static void set(CallEvent event, String column, Object value) {
        SpecificRecord record = event.avro();
        Schema.Field field = record.getSchema().getField(column);
        if (field != null) {
            record.put(field.pos(), value);
        }
    }

    /** The id of a sample call. */
    public static String id(int number) {
        return SampleCall.number(number).callId();
    }

    public Erasure erasure() {
        return Fixtures.erasure(kind, subject);
    }

    public List<CallEvent> ofTheSubject() {
        return filtered(event -> callsOfTheSubject.contains(event.callId()));
    }

    public List<CallEvent> ofOthers() {
        return filtered(event -> !callsOfTheSubject.contains(event.callId()));
    }

    private List<CallEvent> filtered(Predicate<CallEvent> wanted) {
        return events.stream().filter(wanted).toList();
    }
}
