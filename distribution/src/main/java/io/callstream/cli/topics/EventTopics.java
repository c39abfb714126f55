package io.callstream.cli.topics;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

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
        Map<String, Object> client = new HashMap<>(settings.clientProperties());
        client.putIfAbsent("default.api.timeout.ms", "15000");
        client.putIfAbsent("request.timeout.ms", "5000");
        return new EventTopics(Admin.create(client), settings);
    }

    /** Creates those that are missing; an existing one is left as it is, whatever its settings. */
    public Map<String, Outcome> create(Collection<TopicSpec> wanted) {
        Map<String, KafkaFuture<Void>> asked =
                admin.createTopics(wanted.stream().map(this::newTopic).toList()).values();
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        wanted.forEach(topic -> outcomes.put(topic.name(), outcome(Objects.requireNonNull(asked.get(topic.name())))));
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

    private NewTopic newTopic(TopicSpec topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) settings.replicationFactor())
                .configs(topic.config());
    }

    private Outcome outcome(KafkaFuture<Void> created) {
        try {
            created.get();
            return Outcome.CREATED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return Outcome.EXISTS;
            }
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException refused(ExecutionException e) {
        return new IllegalStateException("Kafka at " + settings.bootstrapServers() + " does not answer", e.getCause());
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
