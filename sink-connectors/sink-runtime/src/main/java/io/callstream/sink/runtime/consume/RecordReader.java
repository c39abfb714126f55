package io.callstream.sink.runtime.consume;

import io.callstream.events.RecordKind;
import io.callstream.events.codec.EventDecoder;
import io.callstream.events.erasure.Owner;
import io.callstream.sink.SinkEvent;
import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import io.callstream.sink.runtime.subscribe.EventFilter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Turns records into events that the sink may see. */
final class RecordReader {
    private static final String KIND = "kind";
    private static final byte[] NOTHING = {};

    private final EventDecoder decoder;
    private final EventFilter filter;

    RecordReader(EventDecoder decoder, EventFilter filter) {
        this.decoder = decoder;
        this.filter = filter;
    }

    /**
     * Reads a record.
     *
     * @return the event; empty when this sink is not to see it
     * @throws io.callstream.events.codec.UnreadableEventException if the record is no event
     * @throws io.callstream.events.codec.SchemaUnavailableException if the registry has to be asked and cannot be
     */
    Optional<PendingEvent> read(ConsumerRecord<byte[], byte[]> record) {
        RecordKind kind = filter.kind(record.topic());
        SpecificRecord read = decoder.decode(kind, record.value());
        Owner owner = Owner.of(read); // before the filter takes out what the sink is not to see
        Optional<? extends SinkEvent> event = filter.admit(record.topic(), read);
        return event.map(admitted -> new PendingEvent(admitted, original(record), owner));
    }

    /** Whether the record carries the header that gateways give their events, and nobody else does. */
    static boolean saysItIsAnEvent(ConsumerRecord<byte[], byte[]> record) {
        Header kind = record.headers().lastHeader(KIND);
        return kind != null
                && kind.value() != null
                && SinkEvent.kindOf(record.topic()).word().equals(new String(kind.value(), StandardCharsets.UTF_8));
    }

    static SourceRecord original(ConsumerRecord<byte[], byte[]> record) {
        return new SourceRecord(
                new SourceRecord.RecordPosition(record.topic(), record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? NOTHING : record.key(),
                record.value() == null ? NOTHING : record.value(),
                RecordHeaders.of(record));
    }
}
