package io.callstream.replay.run;

import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.SinkDescription;
import io.callstream.sink.runtime.SinkGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka about the groups of a sink's accounts. */
final class KafkaLiveLag implements LiveLag, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaLiveLag.class);
    private static final int SECONDS = 10;

    private final Admin admin;
    private final List<String> groups;

    KafkaLiveLag(KafkaSettings kafka, SinkDescription sink) {
        this.admin = Admin.create(kafka.clientProperties());
        this.groups = sink.accounts().stream()
                .map(account -> SinkGroups.live(account.name()))
                .toList();
    }

    @Override
    public OptionalLong records() {
        try {
            OptionalLong lag = OptionalLong.empty();
            for (String group : groups) {
                if (runs(group)) {
                    lag = OptionalLong.of(lag.orElse(0) + behind(group));
                }
            }
            return lag;
        } catch (ExecutionException | TimeoutException e) {
            log.warn("lag of the running sink not known: groups={} error={}", groups, e.toString());
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private boolean runs(String group) throws ExecutionException, TimeoutException, InterruptedException {
        boolean known = answer(admin.listGroups().all()).stream()
                .anyMatch(listed -> listed.groupId().equals(group));
        return known
                && !answer(admin.describeConsumerGroups(List.of(group)).all())
                        .values()
                        .iterator()
                        .next()
                        .members()
                        .isEmpty();
    }

    private long behind(String group) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, Long> reached = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                reached.put(partition, offset.offset());
            }
        });
        Map<TopicPartition, ListOffsetsResultInfo> ends = answer(admin.listOffsets(reached.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all());
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - reached.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
