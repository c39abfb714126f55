package io.callstream.sink.runtime;

import io.callstream.sink.runtime.consume.TopicFacts;
import io.callstream.sink.runtime.consume.TopicWatch;
import io.callstream.sink.runtime.deliver.Causes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks Kafka about the topics every few seconds. Who may not ask gets no facts, and works without them. */
final class KafkaTopicWatch implements TopicWatch {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final long NOW_SECONDS = 5;

    private final Admin admin;
    private final String where;
    private final List<String> topics;
    private final Clock clock;
    private TopicFacts facts = TopicFacts.NONE;
    private Instant askAgain = Instant.MIN;
    private @Nullable Map<String, KafkaFuture<TopicDescription>> question;

    /**
     * @param admin closed with this
     * @param where which brokers it asks and how, for people
     */
    KafkaTopicWatch(Admin admin, String where, List<String> topics, Clock clock) {
        this.admin = admin;
        this.where = where;
        this.topics = List.copyOf(topics);
        this.clock = clock;
    }

    @Override
    public TopicFacts latest() {
        Map<String, KafkaFuture<TopicDescription>> asked = question;
        if (asked != null && asked.values().stream().allMatch(KafkaFuture::isDone)) {
            facts = answer(asked);
            question = null;
        } else if (asked == null && !clock.instant().isBefore(askAgain)) {
            ask();
        }
        return facts;
    }

    @Override
    public TopicFacts now() {
        Map<String, KafkaFuture<TopicDescription>> asked = ask();
        try {
            KafkaFuture.allOf(asked.values().toArray(KafkaFuture<?>[]::new)).get(NOW_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each answer is looked at for itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest();
    }

    private Map<String, KafkaFuture<TopicDescription>> ask() {
        askAgain = clock.instant().plus(EVERY);
        Map<String, KafkaFuture<TopicDescription>> asked =
                admin.describeTopics(topics).topicNameValues();
        question = asked;
        return asked;
    }

    private TopicFacts answer(Map<String, KafkaFuture<TopicDescription>> asked) {
        Map<String, Uuid> ids = new HashMap<>();
        Set<String> missing = new HashSet<>();
        Optional<String> trouble = Optional.empty();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : asked.entrySet()) {
            try {
                ids.put(each.getKey(), each.getValue().get().topicId());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof UnknownTopicOrPartitionException) {
                    missing.add(each.getKey());
                } else if (!(cause instanceof AuthorizationException)) {
                    trouble = Optional.of(where + ": " + Causes.of(cause));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new TopicFacts(ids, missing, trouble);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
