package io.callstream.console.sinks;

import io.callstream.console.web.WebException;
import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** Where the groups of sinks stand, as Kafka has it; asked at most once a second, however many look. Safe for use by several threads. */
public final class GroupOffsets implements AutoCloseable {
    private static final long SECONDS = 10;
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final String PREFIX = "callstream-sink-";
    /** After the name of a group that reads who is to be erased, and no calls. */
    private static final String ERASURES = ".erasures";

    private final Admin admin;
    private final String servers;
    private Map<String, Map<TopicPartition, Standing>> latest = Map.of();
    private long askedAt = System.nanoTime() - 2 * FRESH_NANOS;

    public GroupOffsets(KafkaSettings kafka) {
        Map<String, Object> client = new HashMap<>(kafka.clientProperties());
        client.putIfAbsent("default.api.timeout.ms", "10000");
        client.putIfAbsent("request.timeout.ms", "8000");
        this.admin = Admin.create(client);
        this.servers = kafka.bootstrapServers();
    }

    /**
     * A group's place in a partition.
     *
     * @param committed the first record that is not done
     * @param end the first that is not there yet
     */
    public record Standing(long committed, long end) {
        public long lag() {
            return Math.max(0, end - committed);
        }
    }

    /**
     * The standing of each account of a sink, by the account's name.
     *
     * @throws WebException if Kafka does not answer
     */
    public synchronized Map<String, Map<TopicPartition, Standing>> accounts() {
        if (System.nanoTime() - askedAt > FRESH_NANOS) {
            latest = ask();
            askedAt = System.nanoTime();
        }
        return latest;
    }

    private Map<String, Map<TopicPartition, Standing>> ask() {
        try {
            return asked();
        } catch (TimeoutException e) {
            throw new WebException(503, "Kafka at " + servers + " does not answer when asked where the sinks stand");
        } catch (ExecutionException e) {
            throw new WebException(503, "Kafka at " + servers + " does not say where the sinks stand: " + said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebException(503, "the console is stopping");
        }
    }

    private static String said(ExecutionException e) {
        Throwable why = e.getCause();
        return String.valueOf(why == null ? e.getMessage() : why.getMessage());
    }

    private Map<String, Map<TopicPartition, Standing>> asked()
            throws ExecutionException, TimeoutException, InterruptedException {
        List<String> groups = admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith(PREFIX) && !group.endsWith(ERASURES))
                .toList();
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = admin.listConsumerGroupOffsets(groups.stream()
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get(SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Long> ends = ends(committed);
        Map<String, Map<TopicPartition, Standing>> accounts = new TreeMap<>();
        committed.forEach((group, offsets) -> accounts.put(group.substring(PREFIX.length()), standings(offsets, ends)));
        return accounts;
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

    private static Map<TopicPartition, Standing> standings(
            Map<TopicPartition, OffsetAndMetadata> offsets, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Standing> standings = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                standings.put(partition, new Standing(offset.offset(), ends.getOrDefault(partition, offset.offset())));
            }
        });
        return standings;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
