package io.callstream.sink.runtime.subscribe;

import io.callstream.events.AlertRecord;
import io.callstream.events.DerivedKind;
import io.callstream.events.RecordKind;
import io.callstream.sink.AlertEvent;
import io.callstream.sink.SinkEvent;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The alerts that a sink gets. What a sink may see of calls does not matter here: alerts hold no content.
 *
 * @param sink the sink's name; alerts that name it are its own
 * @param unaddressed whether it gets those that name no sink, too
 */
public record AlertFilter(String sink, boolean unaddressed) implements EventFilter {
    @Override
    public RecordKind kind(String topic) {
        RecordKind kind = SinkEvent.kindOf(topic);
        if (kind != DerivedKind.ALERT) {
            throw new IllegalArgumentException("topic '" + topic + "' holds no alerts");
        }
        return kind;
    }

    @Override
    public Optional<AlertEvent> admit(String topic, SpecificRecord read) {
        AlertEvent event = new AlertEvent((AlertRecord) read);
        List<String> notify = event.alert().getNotify();
        boolean ours = notify.isEmpty() ? unaddressed : notify.contains(sink);
        return ours ? Optional.of(event) : Optional.empty();
    }
}
