package io.callstream.sink.objects;

import io.callstream.events.EventKind;
import io.callstream.sink.CallEvent;
import io.callstream.sink.http.IdempotencyKey;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events of one kind, which have the same columns, and of one day.
 *
 * @param name {@code <kind>/date=<day>/<digest><suffix>}: the day of the event time in UTC, as Hive and the tools after it name
 *     folders of partitions, and a digest of the event ids; the same events have the same name
 * @param events at least one, in the order of the batch
 */
public record EventObject(String name, List<CallEvent> events) {
    /** Enough of the digest to tell objects of a day apart. */
    private static final int DIGEST = 32;

    private static final Pattern NAME = Pattern.compile(Stream.of(EventKind.values())
            .map(EventKind::word)
            .collect(Collectors.joining("|", "(", ")/date=[+-]?\\d{4,}-\\d\\d-\\d\\d/[0-9a-f]{" + DIGEST + "}\\.")));

    public EventObject {
        events = List.copyOf(events);
    }

    /** Whether an object of ours may have this name, with whatever suffix. */
    public static boolean isName(String name) {
        return NAME.matcher(name).lookingAt();
    }

    /** The batch's objects, in the order of their names. */
    public static List<EventObject> split(List<CallEvent> batch, String suffix) {
        return batch.stream()
                .collect(Collectors.groupingBy(EventObject::folder, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(part -> new EventObject(part.getKey() + digest(part.getValue()) + suffix, part.getValue()))
                .toList();
    }

    private static String folder(CallEvent event) {
        return event.kind().word() + "/date="
                + event.eventTime().atZone(ZoneOffset.UTC).toLocalDate() + "/";
    }

    private static String digest(List<CallEvent> events) {
        return IdempotencyKey.of(events).substring(0, DIGEST);
    }
}
