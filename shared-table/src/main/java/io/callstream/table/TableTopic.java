package io.callstream.table;

import io.callstream.events.topic.TopicSpec;
import io.callstream.reader.ReadFailedException;
import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes a table's topic: a broker that makes it by itself would give it its own settings, and delete what is old. */
final class TableTopic {
    private static final int PATIENCE_SECONDS = 10;

    private TableTopic() {}

    /** @throws ReadFailedException if it is not there and cannot be made */
    static void make(KafkaSettings kafka, TopicSpec spec) {
        NewTopic topic = new NewTopic(
                        spec.name(), Optional.of(spec.partitions()), Optional.of((short) kafka.replicationFactor()))
                .configs(spec.config());
        Map<String, Object> client = new HashMap<>(kafka.clientProperties());
        client.put("default.api.timeout.ms", Integer.toString(PATIENCE_SECONDS * 1_000));
        client.put("request.timeout.ms", "5000");
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new ReadFailedException(
                        "topic " + spec.name() + " is missing and cannot be made: " + e.getCause(), e);
            }
        } catch (TimeoutException e) {
            throw new ReadFailedException("topic " + spec.name() + " is missing and cannot be made: no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
