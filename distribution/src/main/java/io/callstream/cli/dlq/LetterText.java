package io.callstream.cli.dlq;

import io.callstream.cli.text.Printable;
import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.deadletter.DeadLetter;
import io.callstream.sink.runtime.deadletter.DeadLetterStore;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a letter's event says.
 *
 * @param box where the letters stand
 * @param decoder reads their events
 * @param erased whose events are not shown
 */
record LetterText(DeadLetterStore box, EventDecoder decoder, ErasedSubjects erased) {
    /** Of an event that cannot be read, its bytes, unless somebody is erased: they may be theirs. */
    String of(DeadLetter letter) {
        try {
            RecordKind kind = SinkEvent.kindOf(letter.place().topic());
            SpecificRecord event = decoder.decode(kind, box.body(letter));
            return erased.covers(Owner.of(event))
                    ? "(its subject was erased; discard the letter)"
                    : EventText.of(SinkEvent.of(kind, event));
        } catch (UnreadableEventException | SchemaUnavailableException | IllegalArgumentException e) {
            String bytes = erased.isEmpty() ? HexFormat.of().formatHex(letter.value()) : "(bytes not shown)";
            return "(unreadable: " + Printable.of(e.getMessage()) + ") " + bytes;
        }
    }
}
