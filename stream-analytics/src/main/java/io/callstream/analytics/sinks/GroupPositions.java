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

/** Where the groups of sinks stand in the topics, as Kafka has it. Blocks on the network; for one thread. */
final class GroupPositions {
    private static final String PREFIX = "callstream-sink-";
    private static final long SECONDS = 15;

    private final Admin admin;

    GroupPositions(Admin admin) {
        this.admin = admin;
    }

    /** What each sink has not committed, by its name; sinks that have committed everything have none. */
    Map<String, List<Waiting>> ask() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> groups = admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(PREFIX))
                .toList();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(groups.stream()
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get(SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> ends = ends(committed);
        Map<String, List<Waiting>> waiting = new HashMap<>();
        committed.forEach((group, offsets) -> waiting.put(group.substring(PREFIX.length()), waiting(offsets, ends)));
        return waiting;
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

    private static List<Waiting> waiting(
            Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> ends) {
        return offsets.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .map(each -> new Waiting(each.getKey(), each.getValue().offset(), ends.getOrDefault(each.getKey(), 0L)))
                .filter(each -> each.records() > 0)
                .toList();
    }
}
