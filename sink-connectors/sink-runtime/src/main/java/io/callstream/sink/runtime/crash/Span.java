package io.callstream.sink.runtime.crash;

import io.callstream.sink.runtime.deliver.PendingEvent;
import io.callstream.sink.runtime.deliver.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Records that follow each other in a partition, written as {@code topic partition first last}.
 *
 * @param last included
 */
record Span(String topic, int partition, long first, long last) {
    private static final int FIELDS = 4;

    /** Just these events, in as few spans as their order allows. */
    static List<Span> of(List<PendingEvent> batch) {
        List<Span> spans = new ArrayList<>();
        for (PendingEvent pendingEvent : batch) {
            SourceRecord.RecordPosition place = pendingEvent.original().place();
            int end = spans.size() - 1;
            if (end >= 0 && spans.get(end).isBefore(place)) {
                spans.set(end, spans.get(end).to(place.offset()));
            } else {
                spans.add(new Span(place.topic(), place.partition(), place.offset(), place.offset()));
            }
        }
        return spans;
    }

    /** Empty if the line is none, such as one that was not written to its end. */
    static Optional<Span> parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Span(
                    fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]), Long.parseLong(fields[3])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    Stream<SourceRecord.RecordPosition> places() {
        return LongStream.rangeClosed(first, last)
                .mapToObj(offset -> new SourceRecord.RecordPosition(topic, partition, offset));
    }

    private boolean isBefore(SourceRecord.RecordPosition place) {
        return place.offset() == last + 1
                && place.partition() == partition
                && place.topic().equals(topic);
    }

    private Span to(long offset) {
        return new Span(topic, partition, first, offset);
    }

    @Override
    public String toString() {
        return topic + " " + partition + " " + first + " " + last;
    }
}
