package io.callstream.analytics.sinks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the groups of sinks are behind, as Kafka has it. Blocks on the network; for one thread. */
final class GroupLags {
    private static final String PREFIX = "callstream-sink-";
    private static final long SECONDS = 15;

    private final Admin admin;

    GroupLags(Admin admin) {
        this.admin = admin;
    }

    /** Records that each sink has not committed, by its name. */
    Map<String, Long> ask() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> groups = admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(PREFIX))
                .toList();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(groups.stream()
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get(SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> ends = ends(committed);
        Map<String, Long> lags = new HashMap<>();
        committed.forEach((group, offsets) -> lags.put(group.substring(PREFIX.length()), lag(offsets, ends)));
        return lags;
    }

    private Map<TopicPartition, Long> ends(Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = committed.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted)
                .all()
                .get(SECONDS, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static long lag(Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> each : offsets.entrySet()) {
            if (each.getValue() != null) {
                lag += Math.max(
                        0,
                        ends.getOrDefault(each.getKey(), 0L) - each.getValue().offset());
            }
        }
        return lag;
    }
}
