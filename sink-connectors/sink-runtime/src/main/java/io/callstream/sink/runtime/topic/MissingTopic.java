package io.callstream.sink.runtime.topic;

import io.callstream.events.topic.TopicSpec;
import io.callstream.settings.KafkaSettings;
import io.callstream.sink.runtime.deliver.Causes;
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

/** A topic that is written to, and made first where it is not there: a broker that makes it by itself gives it its own settings. */
public final class MissingTopic {
    private static final long ADMIN_SECONDS = 10;

    private MissingTopic() {}

    /**
     * Makes it unless it is there.
     *
     * @param config the topic's settings
     * @return why it could not be made; empty when it is there now
     */
    public static Optional<String> make(KafkaSettings kafka, TopicSpec spec, Map<String, String> config) {
        NewTopic topic = new NewTopic(
                        spec.name(), Optional.of(spec.partitions()), Optional.of((short) kafka.replicationFactor()))
                .configs(config);
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.createTopics(List.of(topic)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicExistsException
                    ? Optional.empty()
                    : Optional.of(Causes.of(e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + ADMIN_SECONDS + " s");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
