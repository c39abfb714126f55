package io.callstream.reader.topic;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes topics where they are missing: a broker that makes one by itself gives it its own settings, and deletes what is old. Blocks
 * on the network.
 */
public final class TopicMaker {
    private static final long PATIENCE_SECONDS = 15;
    private static final int REQUEST_MILLIS = 5_000;

    private final Admin admin;
    private final short replicationFactor;

    /** @param admin with which the topics are made; not closed here */
    public TopicMaker(Admin admin, KafkaSettings kafka) {
        this.admin = admin;
        this.replicationFactor = (short) kafka.replicationFactor();
    }

    /** A client whose questions end within {@value #PATIENCE_SECONDS} s where Kafka does not answer and nothing else is configured. */
    public static Admin admin(KafkaSettings kafka) {
        Map<String, Object> client = new HashMap<>(kafka.clientProperties());
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE_SECONDS * 1_000));
        // Kafka's client does not start where one request may take longer than the whole question.
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, shorter(client));
        return Admin.create(client);
    }

    private static String shorter(Map<String, Object> client) {
        String whole = String.valueOf(client.get(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
        boolean less = whole.strip().matches("\\d{1,9}") && Integer.parseInt(whole.strip()) < REQUEST_MILLIS;
        return less ? whole : Integer.toString(REQUEST_MILLIS);
    }

    /** Makes one topic, with a connection of its own. */
    public static TopicCreation make(KafkaSettings kafka, TopicSpec spec) {
        return make(kafka, spec, spec.config());
    }

    /** @param config the topic's settings, in place of those of {@code spec} */
    public static TopicCreation make(KafkaSettings kafka, TopicSpec spec, Map<String, String> config) {
        try (Admin admin = admin(kafka)) {
            TopicMaker maker = new TopicMaker(admin, kafka);
            return maker.create(List.of(maker.topic(spec, config))).get(0);
        } catch (KafkaException e) {
            if (e instanceof InterruptException) {
                throw e;
            }
            return new TopicCreation.Failed(e);
        }
    }

    /** All of them at once; what became of each, by its name, in their order. */
    public Map<String, TopicCreation> make(Collection<TopicSpec> specs) {
        List<TopicCreation> creations =
                create(specs.stream().map(spec -> topic(spec, spec.config())).toList());
        Map<String, TopicCreation> byName = new LinkedHashMap<>();
        for (TopicSpec spec : specs) {
            byName.put(spec.name(), creations.get(byName.size()));
        }
        return byName;
    }

    private NewTopic topic(TopicSpec spec, Map<String, String> config) {
        return new NewTopic(spec.name(), spec.partitions(), replicationFactor).configs(config);
    }

    private List<TopicCreation> create(List<NewTopic> topics) {
        Map<String, KafkaFuture<Void>> asked = admin.createTopics(topics).values();
        return topics.stream()
                .map(topic -> await(Objects.requireNonNull(asked.get(topic.name()))))
                .toList();
    }

    private static TopicCreation await(KafkaFuture<Void> asked) {
        try {
            asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new TopicCreation.Made();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof TopicExistsException
                    ? new TopicCreation.Existed()
                    : new TopicCreation.Failed(cause);
        } catch (TimeoutException e) {
            String why = "no answer within " + PATIENCE_SECONDS + " s";
            return new TopicCreation.Failed(new org.apache.kafka.common.errors.TimeoutException(why, e));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
