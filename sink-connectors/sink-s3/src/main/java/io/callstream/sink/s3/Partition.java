package io.callstream.sink.s3;

import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder that an event belongs to: its kind, which has columns of its own, and the day of its event time in UTC, which is the
 * same on every delivery.
 */
record Partition(EventKind kind, LocalDate date) {
    static Partition of(CallEvent event) {
        return new Partition(
                event.kind(), event.eventTime().atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** The batch's events by folder, in a fixed order. */
    static SortedMap<String, List<CallEvent>> split(List<CallEvent> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(event -> of(event).folder(), TreeMap::new, Collectors.toList()));
    }

    /** As Hive and the tools after it name folders of partitions. */
    private String folder() {
        return kind.word() + "/date=" + date + "/";
    }
}
