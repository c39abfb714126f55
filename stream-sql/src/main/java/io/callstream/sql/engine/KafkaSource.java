package io.callstream.sql.engine;

import io.callstream.events.codec.WriterSchemas;
import io.callstream.reader.ConsumerPool;
import io.callstream.reader.RangePlanner;
import io.callstream.reader.TopicConsumers;
import io.callstream.reader.TopicRange;
import io.callstream.reader.time.TimeSpan;
import io.callstream.settings.KafkaSettings;
import io.callstream.sql.scan.ScanSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;

/** Topics of a cluster. What is read of each is fixed once for each statement, so that all its scans see the same. */
final class KafkaSource implements ScanSource, AutoCloseable {
    private final TopicConsumers kafka;
    private final ConsumerPool consumers;
    private final WriterSchemas schemas;
    private final Map<String, TopicRange> ranges = new HashMap<>();
    private TimeSpan span = TimeSpan.ALL;

    KafkaSource(KafkaSettings kafka, WriterSchemas schemas) {
        this.kafka = new TopicConsumers(kafka);
        this.consumers = new ConsumerPool(this.kafka::open);
        this.schemas = schemas;
    }

    /**
     * Begins the next statement.
     *
     * @param exact what is read of the topics that it names; others are read by the span
     */
    synchronized void begin(TimeSpan next, List<TopicRange> exact) {
        span = next;
        ranges.clear();
        exact.forEach(range -> ranges.put(range.topic(), range));
    }

    @Override
    public List<String> topics() {
        return planning(RangePlanner::topics);
    }

    @Override
    public synchronized TopicRange range(String topic) {
        TopicRange planned = ranges.get(topic);
        if (planned == null) {
            planned = planning(planner -> planner.plan(topic, span));
            ranges.put(topic, planned);
        }
        return planned;
    }

    private <T> T planning(Function<RangePlanner, T> question) {
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

    @Override
    public ConsumerPool consumers() {
        return consumers;
    }

    @Override
    public WriterSchemas schemas() {
        return schemas;
    }

    @Override
    public void close() {
        consumers.close();
    }
}
