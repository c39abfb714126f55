package io.callstream.sql.query;

import io.callstream.reader.ConsumerPool;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;

/** What is read of each topic, fixed once for each statement, so that all its scans see the same. Safe for use by several threads. */
public final class StatementRanges implements AutoCloseable {
    private final TopicConsumers kafka;
    private final ConsumerPool consumers;
    private final Map<String, TopicRange> ranges = new HashMap<>();
    private TimeSpan span = TimeSpan.ALL;

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

    /** Asks what the topics hold. */
    public <T> T asking(Function<RangePlanner, T> question) {
        Consumer<byte[], byte[]> consumer = consumers.take();
        try {
            T answer = question.apply(new RangePlanner(consumer, kafka.servers()));
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
