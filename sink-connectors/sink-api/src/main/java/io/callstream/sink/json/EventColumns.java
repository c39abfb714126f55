package io.callstream.sink.json;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.Erasure;
import io.callstream.sink.SinkEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Which columns of the event records need care. */
public final class EventColumns {
    /** Texts that hold JSON, as the schemas document it. */
    public static final Set<String> JSON = Set.of(
            "parameters", "request_body", "response_body", "delta", "provider_error_body", "provider_response_body");

    /** What was said in the call. */
    public static final Set<String> CONTENT =
            Set.of("request_body", "response_body", "delta", "provider_error_body", "provider_response_body");

    /** Texts that databases keep in indexes, whose entries are short. */
    public static final Set<String> INDEXED = Set.of("call_id", "team_id", "model", "key_hash");

    /** Stands for the event's kind where columns are named; it is not one. */
    private static final String KIND = "kind";

    private EventColumns() {}

    /** Whether events of any kind have a column of this name that does not hold what was said; {@code kind} counts as one. */
    public static boolean isPlain(String name) {
        return name.equals(KIND)
                || !CONTENT.contains(name)
                        && Arrays.stream(EventKind.values())
                                .anyMatch(kind -> kind.schema().getField(name) != null);
    }

    /** What the event is, in one word: of an event of a call its kind. */
    static String word(SinkEvent event) {
        if (event instanceof Erasure) {
            return ErasureKind.ERASURE.word();
        }
        return event instanceof CallEvent ofCall ? ofCall.kind().word() : DerivedKind.ALERT.word();
    }

    /** The column as text; empty if the event has none of this name, or nothing in it. */
    public static Optional<String> text(SinkEvent event, String name) {
        if (name.equals(KIND)) {
            return Optional.of(word(event));
        }
        IndexedRecord row = event.avro();
        Schema.Field field = row.getSchema().getField(name);
        return Optional.ofNullable(field == null ? null : row.get(field.pos())).map(Object::toString);
    }
}
