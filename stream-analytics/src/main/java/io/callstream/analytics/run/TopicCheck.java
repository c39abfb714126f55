package io.callstream.analytics.run;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.NotAllowed;
import io.callstream.reader.topic.TopicCreation;
import io.callstream.reader.topic.TopicMaker;
import io.callstream.settings.KafkaSettings;
import io.callstream.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;

/** Sees to it, before anything runs, that the topics are there and fit together. Blocks on the network. */
final class TopicCheck {
    private final KafkaSettings settings;
    private final Admin admin;

    private TopicCheck(KafkaSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /**
     * Checks the topics of the events, and makes those of analytics that are missing.
     *
     * @throws SettingsException if an event topic is missing, or one has more partitions than another
     * @throws IllegalStateException if Kafka does not answer
     */
    static void run(KafkaSettings settings) {
        try (Admin admin = TopicMaker.admin(settings)) {
            new TopicCheck(settings, admin).check();
        }
    }

    private void check() {
        Set<String> there = await(admin.listTopics().names());
        List<String> events =
                new TopicCatalogue().events().stream().map(TopicSpec::name).toList();
        Set<String> missing =
                events.stream().filter(topic -> !there.contains(topic)).collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw new SettingsException("Kafka at " + settings.bootstrapServers() + " shows no topic "
                    + String.join(", ", missing)
                    + " to this login (make it with: callstream topics create; what the login"
                    + " needs: callstream topics acls)");
        }
        int partitions = partitions(await(admin.describeTopics(events).allTopicNames()));
        List<TopicSpec> derived = new TopicCatalogue(partitions)
                .derived().stream()
                        .filter(topic -> !there.contains(topic.name()))
                        .toList();
        new TopicMaker(admin, settings).make(derived).forEach(TopicCheck::made);
    }

    /** Events of a call meet by their partition's number: it has to mean the same in all four topics. */
    private static int partitions(Map<String, TopicDescription> events) {
        Map<String, Integer> counts = events.values().stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
        if (Set.copyOf(counts.values()).size() > 1) {
            throw new SettingsException("the event topics have different numbers of partitions, so that the events of a"
                    + " call cannot be put together: " + counts + " (give all of them the largest number)");
        }
        return counts.values().iterator().next();
    }

    private static void made(String topic, TopicCreation creation) {
        if (creation instanceof TopicCreation.Failed failed) {
            String reason = NotAllowed.by(failed.cause(), "topic " + topic)
                    .map(" cannot be seen, and not be made: "::concat)
                    .orElse(" is missing and cannot be made: " + failed.cause()
                            + " (make it with: callstream topics create)");
            throw new SettingsException("topic " + topic + reason);
        }
    }

    private <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            String reason = NotAllowed.by(e).map(": "::concat).orElse(" does not answer");
            throw new IllegalStateException("Kafka at " + settings.bootstrapServers() + reason, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Kafka", e);
    }
}
