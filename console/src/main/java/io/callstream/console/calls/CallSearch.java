package io.callstream.console.calls;

import io.callstream.console.web.WebException;
import io.callstream.events.EventKind;
import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.events.codec.UnreadableEventException;
import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.RangeReader;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.time.TimeSpan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks for a text in ended calls, prompts and answers included, within a bounded span of time and for a bounded time. Bytes are compared
 * before anything is decoded. Safe for use by several threads.
 */
public final class CallSearch {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MOST_FOUND = 500;
    private static final int AT_ONCE = 2;
    private static final int SHORTEST = 2;

    private final TopicConsumers consumers;
    private final WriterSchemas schemas;
    private final Clock clock;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public CallSearch(TopicConsumers consumers, WriterSchemas schemas, Clock clock) {
        this.consumers = consumers;
        this.schemas = schemas;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param records how many events were looked at
     * @param whole whether those were all of the span
     */
    record Found(List<CallRow> rows, long records, boolean whole) {}

    Found find(String text, int minutes, Predicate<CallRow> wanted) {
        if (text.length() < SHORTEST) {
            throw WebException.wrong(
                    "'" + text + "' is too short to look for (expected " + SHORTEST + " characters or more)");
        }
        if (!room.tryAcquire()) {
            throw new WebException(429, "others are searching now; try again in a moment");
        }
        try {
            return search(new TextInBytes(text), clock.instant().minus(Duration.ofMinutes(minutes)), wanted);
        } finally {
            room.release();
        }
    }

    private Found search(TextInBytes text, Instant from, Predicate<CallRow> wanted) {
        CallRows rows = new CallRows(schemas);
        List<CallRow> found = new ArrayList<>();
        long records = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (RangeReader reader = consumers.read(planner -> ranges(planner, from))) {
            for (Optional<ConsumerRecord<byte[], byte[]>> next = reader.next();
                    next.isPresent();
                    next = reader.next()) {
                records++;
                if (next.get().value() != null && text.isIn(next.get().value())) {
                    row(rows, next.get()).filter(wanted).ifPresent(found::add);
                }
                if (found.size() >= MOST_FOUND || System.nanoTime() > deadline) {
                    return new Found(found, records, false);
                }
            }
        }
        return new Found(found, records, true);
    }

    private static Optional<CallRow> row(CallRows rows, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(rows.row(record));
        } catch (UnreadableEventException | SchemaUnavailableException e) {
            return Optional.empty();
        }
    }

    private static List<PartitionRange> ranges(RangePlanner planner, Instant from) {
        TimeSpan span = new TimeSpan(Optional.of(from), Optional.empty());
        List<PartitionRange> ranges = new ArrayList<>();
        for (EventKind kind : List.of(EventKind.SUCCESS, EventKind.FAILURE)) {
            ranges.addAll(planner.plan(kind.topic(), span).partitions());
        }
        return ranges;
    }

    /** A text as it stands in UTF-8, small and capital letters of ASCII being the same. */
    static final class TextInBytes {
        private final byte[] wanted;

        TextInBytes(String text) {
            this.wanted = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        }

        boolean isIn(byte[] bytes) {
            for (int at = 0; at <= bytes.length - wanted.length; at++) {
                int same = 0;
                while (same < wanted.length && lower(bytes[at + same]) == wanted[same]) {
                    same++;
                }
                if (same == wanted.length) {
                    return true;
                }
            }
            return false;
        }

        private static byte lower(byte value) {
            return value >= 'A' && value <= 'Z' ? (byte) (value + ('a' - 'A')) : value;
        }
    }
}
