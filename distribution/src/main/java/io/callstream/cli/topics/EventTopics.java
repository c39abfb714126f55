package io.callstream.cli.topics;

import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.NotAllowed;
import io.callstream.reader.topic.TopicCreation;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

/** The product's topics on one Kafka cluster. Blocks on the network; for one thread. */
public final class EventTopics implements AutoCloseable {
    /** What became of a topic that was to be created. */
    public enum Outcome {
        CREATED,
        EXISTS
    }

    private final Admin admin;
    private final KafkaSettings settings;

    private EventTopics(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Connects lazily: a cluster that does not answer shows at the first question, after about 15 s. */
    public static EventTopics on(KafkaSettings settings) {
        return new EventTopics(TopicMaker.admin(settings), settings);
    }

    /** Creates those that are missing; an existing one is left as it is, whatever its settings. */
    public Map<String, Outcome> create(Collection<TopicSpec> wanted) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        new TopicMaker(admin, settings)
                .make(wanted)
                .forEach((name, creation) -> outcomes.put(name, outcome(name, creation)));
        return outcomes;
    }

    /** The names of all topics that this user can see. */
    public Collection<String> names() {
        return await(admin.listTopics().names());
    }

    /** Those of the named topics that exist. */
    public List<TopicState> describe(Collection<String> names) {
        Collection<String> there = names();
        Map<String, TopicDescription> found = await(
                admin.describeTopics(names.stream().filter(there::contains).toList())
                        .allTopicNames());
        Map<String, Long> records = records(found.values());
        Map<String, Map<String, String>> configs = settings(found.keySet());
        List<TopicState> states = new ArrayList<>();
        for (String name : names) {
            TopicDescription topic = found.get(name);
            if (topic != null) {
                int replicas = topic.partitions().get(0).replicas().size();
                states.add(new TopicState(
                        name,
                        topic.partitions().size(),
                        replicas,
                        records.getOrDefault(name, 0L),
                        configs.getOrDefault(name, Map.of())));
            }
        }
        return states;
    }

    /** Nothing for topics whose settings this user may not see. */
    private Map<String, Map<String, String>> settings(Collection<String> names) {
        List<ConfigResource> topics = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> settings = new HashMap<>();
        admin.describeConfigs(topics).values().forEach((topic, answer) -> {
            try {
                settings.put(topic.name(), values(await(answer)));
            } catch (IllegalStateException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
            }
        });
        return settings;
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private Map<String, Long> records(Collection<TopicDescription> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(TopicPartitionInfo::partition)
                        .map(number -> new TopicPartition(topic.name(), number)))
                .toList();
        Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> end = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .collect(Collectors.groupingBy(
                        TopicPartition::topic, Collectors.summingLong(at -> offset(end, at) - offset(first, at))));
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        return await(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                        .all());
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        ListOffsetsResultInfo info = offsets.get(partition);
        return info == null ? 0 : info.offset();
    }

    private Outcome outcome(String topic, TopicCreation creation) {
        if (creation instanceof TopicCreation.Failed failed) {
            throw refused("topic " + topic, failed.cause());
        }
        return creation instanceof TopicCreation.Made ? Outcome.CREATED : Outcome.EXISTS;
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw refused("these topics", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException refused(String asked, @Nullable Throwable cause) {
        String reason = Optional.ofNullable(cause)
                .flatMap(failure -> NotAllowed.by(failure, asked))
                .map(": "::concat)
                .orElse(" does not answer");
        return new IllegalStateException("Kafka at " + settings.bootstrapServers() + reason, cause);
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Kafka", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
