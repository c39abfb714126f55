package io.callstream.console.call;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * All events of one call that were found.
 *
 * @param callId the call
 * @param events in the order in which Kafka got them, each once
 * @param whole whether all that the last of them speaks of is there
 */
public record CallEvents(String callId, List<Found> events, boolean whole) {
    public CallEvents {
        events = List.copyOf(events);
    }

    /**
     * An event, and where it stands.
     *
     * @param arrived when Kafka got it
     * @param schemaId of the schema that it was written with
     */
    public record Found(
            EventKind kind,
            TopicPartition partition,
            long offset,
            Instant arrived,
            int schemaId,
            SpecificRecord event) {
        /** A column of the event; empty for null, and where this kind has none of the name. */
        public Optional<Object> column(String name) {
            org.apache.avro.Schema.Field field = event.getSchema().getField(name);
            @Nullable Object value = field == null ? null : event.get(field.pos());
            return Optional.ofNullable(value);
        }
    }

    /** The event that ended the call. */
    public Optional<Found> end() {
        return events.stream().filter(each -> each.kind().terminal()).findFirst();
    }

    public Optional<Found> beginning() {
        return events.stream().filter(each -> each.kind() == EventKind.PRE_CALL).findFirst();
    }

    /** What says most of the call: its end, or while it has none its beginning. */
    public Optional<Found> main() {
        return end().or(this::beginning);
    }

    public List<ChunkEvent> chunks() {
        return events.stream()
                .map(Found::event)
                .filter(ChunkEvent.class::isInstance)
                .map(ChunkEvent.class::cast)
                .sorted(java.util.Comparator.comparingInt(ChunkEvent::getChunkIndex))
                .toList();
    }

    /** A column of the main event as text. */
    public Optional<String> text(String column) {
        return main().flatMap(found -> found.column(column)).map(Object::toString);
    }

    public Optional<Long> number(String column) {
        return main().flatMap(found -> found.column(column))
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).longValue());
    }

    public boolean flag(String column) {
        return main().flatMap(found -> found.column(column))
                .filter(Boolean.TRUE::equals)
                .isPresent();
    }
}
