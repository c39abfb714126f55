package io.callstream.whole.backend;

import io.callstream.events.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics of the catalogue, with fewer partitions than users have. */
final class EventTopics {
    private static final int PARTITIONS = 3;

    private EventTopics() {}

    static void create(String bootstrapServers) {
        List<NewTopic> topics = new TopicCatalogue(PARTITIONS)
                .events().stream()
                        .map(spec -> new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config()))
                        .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(topics)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }
}
