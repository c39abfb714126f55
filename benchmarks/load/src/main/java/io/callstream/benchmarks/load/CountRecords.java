package io.callstream.benchmarks.load;

import io.callstream.events.EventKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Prints how many records each event topic holds, one {@code kind=count} pair a kind: the difference of the partitions' end and
 * start offsets. {@code --bootstrap HOST:PORT}
 */
public final class CountRecords {
    private CountRecords() {}

    public static void main(String[] args) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", new Options(args).text("--bootstrap")))) {
            List<String> pairs = new ArrayList<>();
            for (EventKind kind : EventKind.values()) {
                pairs.add(kind.word() + "=" + count(admin, kind.topic()));
            }
            System.out.println(String.join(" ", pairs));
        }
    }

    private static long count(Admin admin, String topic) throws ExecutionException, InterruptedException {
        Collection<TopicPartition> partitions =
                admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        return offsets(admin, partitions, OffsetSpec.latest()) - offsets(admin, partitions, OffsetSpec.earliest());
    }

    private static long offsets(Admin admin, Collection<TopicPartition> partitions, OffsetSpec at)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, at));
        return admin.listOffsets(wanted).all().get().values().stream()
                .mapToLong(offset -> offset.offset())
                .sum();
    }
}
