package io.callstream.sql.query;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.reader.ConsumerPool;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.reader.erasure.ErasureTopic;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;

/** What is read of each topic, fixed once for each statement, so that all its scans see the same. Safe for use by several threads. */
public final class StatementRanges implements AutoCloseable {
    private final TopicConsumers kafka;
    private final ConsumerPool consumers;
    private final Map<String, TopicRange> ranges = new HashMap<>();
    private TimeSpan span = TimeSpan.ALL;
    private Optional<ErasedSubjects> erased = Optional.empty();

    public StatementRanges(KafkaSettings kafka) {
        this.kafka = new TopicConsumers(kafka);
        this.consumers = new ConsumerPool(this.kafka::open);
    }

    /**
     * Begins the next statement.
     *
     * @param exact what is read of the topics that it names; others are read by the span
     */
    public synchronized void begin(TimeSpan next, List<TopicRange> exact) {
        span = next;
        ranges.clear();
        erased = Optional.empty();
        exact.forEach(range -> ranges.put(range.topic(), range));
    }

    /** The topics of the cluster. */
    public List<String> topics() {
        return asking(RangePlanner::topics);
    }

    /** What the statement reads of a topic. */
    public synchronized TopicRange range(String topic) {
        TopicRange planned = ranges.get(topic);
        if (planned == null) {
            planned = asking(planner -> planner.plan(topic, span));
            ranges.put(topic, planned);
        }
        return planned;
    }

    /** What the statement has planned to read until now. */
    public synchronized List<TopicRange> planned() {
        return List.copyOf(ranges.values());
    }

    /** Whose records the statement leaves out. */
    public synchronized ErasedSubjects erased() {
        ErasedSubjects known = erased.orElseGet(
                () -> withConsumer(consumer -> new ErasureTopic(consumer, kafka.servers()).toItsEnd()));
        erased = Optional.of(known);
        return known;
    }

    /** Asks what the topics hold. */
    public <T> T asking(Function<RangePlanner, T> question) {
        return withConsumer(consumer -> question.apply(new RangePlanner(consumer, kafka.servers())));
    }

    private <T> T withConsumer(Function<Consumer<byte[], byte[]>, T> question) {
        Consumer<byte[], byte[]> consumer = consumers.take();
        try {
            T answer = question.apply(consumer);
            consumers.giveBack(consumer);
            return answer;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Consumers that planning and scans share. */
    public ConsumerPool consumers() {
        return consumers;
    }

    @Override
    public void close() {
        consumers.close();
    }
}
