package io.callstream.replay.backfill;

import io.callstream.events.EventKind;
import io.callstream.reader.PartitionRange;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.ReadFailedException;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.replay.plan.ReplayRefusedException;
import io.callstream.replay.plan.RetentionGaps;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkGroups;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * Gives the groups of a sink that has never run their first positions, at a time in the past. The sink that is started then goes
 * through what is behind them and on to what comes: to it there is no seam between the two. For one thread.
 */
public final class Backfill {
    private static final int SECONDS = 15;

    private final String name;
    private final SinkDescription sink;

    public Backfill(String name, SinkDescription sink) {
        this.name = name;
        this.sink = sink;
    }

    /**
     * Places the groups.
     *
     * @param acceptGaps whether events may be missing that are not in the topics any more
     * @return how many records stand behind the positions now, over all accounts
     * @throws ReplayRefusedException if a group has positions already, or events of that time are gone; nothing is placed then
     * @throws ReadFailedException if Kafka does not answer
     */
    public long place(Instant from, boolean acceptGaps) {
        try (Admin admin = Admin.create(sink.kafka().clientProperties())) {
            sink.accounts().forEach(account -> refusePlaced(admin, SinkGroups.live(account.name())));
            Map<EventKind, TopicRange> ranges = ranges(from);
            if (!acceptGaps) {
                RetentionGaps.refuse(ranges.values().stream()
                        .flatMap(range -> range.cuts().stream())
                        .toList());
            }
            return sink.accounts().stream()
                    .mapToLong(account -> place(admin, account, ranges))
                    .sum();
        } catch (KafkaException e) {
            throw new ReadFailedException("Kafka at " + sink.kafka().bootstrapServers() + " cannot be reached", e);
        }
    }

    private void refusePlaced(Admin admin, String group) {
        long placed =
                answer(group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).values().stream()
                        .filter(Objects::nonNull)
                        .count();
        if (placed > 0) {
            throw new ReplayRefusedException("sink " + name + " is not new: group " + group + " has positions in "
                    + placed + " partitions (start it without --backfill-from; for events of before: callstream replay"
                    + " --sink " + name + " --from TIME)");
        }
    }

    private Map<EventKind, TopicRange> ranges(Instant from) {
        TopicConsumers consumers = new TopicConsumers(sink.kafka());
        Map<EventKind, TopicRange> ranges = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            RangePlanner planner = new RangePlanner(consumer, consumers.servers());
            TimeSpan span = new TimeSpan(Optional.of(from), Optional.empty());
            sink.kinds().forEach(kind -> ranges.put(kind, planner.plan(kind.topic(), span)));
        }
        return ranges;
    }

    private long place(Admin admin, SinkDescription.Account account, Map<EventKind, TopicRange> ranges) {
        List<PartitionRange> own = ranges.entrySet().stream()
                .filter(entry -> account.kinds().contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().partitions().stream())
                .toList();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        own.forEach(range -> positions.put(range.partition(), new OffsetAndMetadata(range.begin())));
        String group = SinkGroups.live(account.name());
        answer(group, admin.alterConsumerGroupOffsets(group, positions).all());
        return own.stream().mapToLong(PartitionRange::length).sum();
    }

    private <T> T answer(String group, KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException || e.getCause() instanceof GroupNotEmptyException) {
                throw new ReplayRefusedException("a copy of sink " + name + " runs already, in group " + group
                        + " (stop it first, or start this one without --backfill-from)");
            }
            throw new ReadFailedException("Kafka at " + sink.kafka().bootstrapServers() + " refuses group " + group, e);
        } catch (TimeoutException e) {
            throw new ReadFailedException("Kafka at " + sink.kafka().bootstrapServers() + " does not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
