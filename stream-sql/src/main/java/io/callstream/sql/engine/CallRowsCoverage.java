package io.callstream.sql.engine;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import io.callstream.events.topic.AnalyticsGroups;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.query.StatementRanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the rows that analytics makes of calls can stand for the events that a statement would read: they have to reach back as far, and
 * analytics must have read every one of them. Blocks on the network; for one thread.
 */
final class CallRowsCoverage {
    private static final String ROWS = DerivedKind.CALL.topic();
    private static final long SECONDS = 10;

    private final KafkaSettings kafka;
    private final StatementRanges ranges;

    CallRowsCoverage(KafkaSettings kafka, StatementRanges ranges) {
        this.kafka = kafka;
        this.ranges = ranges;
    }

    /** Empty when they can; otherwise why not. */
    Optional<String> gap(TimeSpan span) {
        if (!ranges.topics().contains(ROWS)) {
            return Optional.of("there is no topic " + ROWS);
        }
        List<TopicRange> events = Stream.of(EventKind.PRE_CALL, EventKind.SUCCESS, EventKind.FAILURE)
                .map(kind -> ranges.range(kind.topic()))
                .toList();
        return late(events).or(() -> begin(span));
    }

    private Optional<String> late(List<TopicRange> events) {
        long missing = 0;
        Map<TopicPartition, OffsetAndMetadata> read;
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            read = admin.listConsumerGroupOffsets(AnalyticsGroups.of(AnalyticsGroups.CALLS))
                    .partitionsToOffsetAndMetadata()
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return Optional.of("how far analytics is cannot be seen");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("how far analytics is was not waited for");
        }
        for (TopicRange topic : events) {
            for (PartitionRange range : topic.partitions()) {
                OffsetAndMetadata position = read.get(range.partition());
                long done = position == null ? range.begin() : position.offset();
                missing += range.isEmpty() ? 0 : Math.max(0, range.end() - done);
            }
        }
        return missing == 0
                ? Optional.empty()
                : Optional.of("analytics has still to read " + missing + (missing == 1 ? " event" : " events"));
    }

    /** Where retention has removed rows, the oldest one left must be older than what is asked for. */
    private Optional<String> begin(TimeSpan span) {
        return ranges.asking(planner -> {
            boolean whole =
                    planner.plan(ROWS, TimeSpan.ALL).partitions().stream().allMatch(range -> range.begin() == 0);
            if (whole) {
                return Optional.<String>empty();
            }
            Optional<Instant> wanted = span.from().or(() -> oldestEvent(planner));
            Optional<Instant> oldest = planner.firstTime(ROWS);
            boolean reachesBack = wanted.isEmpty()
                    || oldest.filter(first -> !first.isAfter(wanted.get())).isPresent();
            return reachesBack ? Optional.<String>empty() : Optional.of(ROWS + " does not reach back so far");
        });
    }

    private static Optional<Instant> oldestEvent(RangePlanner planner) {
        return Stream.of(EventKind.SUCCESS, EventKind.FAILURE)
                .flatMap(kind -> planner.firstTime(kind.topic()).stream())
                .min(Instant::compareTo);
    }
}
