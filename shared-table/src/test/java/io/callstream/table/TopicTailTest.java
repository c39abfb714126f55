package io.callstream.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.events.topic.TopicCatalogue;
import io.callstream.settings.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A table whose Kafka does not answer. */
class TopicTailTest {
    private static final class Unread implements Follower {
        @Override
        public void begin() {
            throw new IllegalStateException("there is nothing to read");
        }

        @Override
        public void record(String key, byte @Nullable [] value) {
            throw new IllegalStateException("there is nothing to read");
        }

        @Override
        public void caughtUp() {
            throw new IllegalStateException("there is nothing to read");
        }
    }

    /** Holds the making of a consumer up until the table has been closed meanwhile. */
    public static final class Gate implements MetricsReporter {
        private static final CountDownLatch MAKING = new CountDownLatch(1);
        private static final CountDownLatch CLOSING = new CountDownLatch(1);

        @Override
        public void configure(Map<String, ?> configs) {
            MAKING.countDown();
            try {
                CLOSING.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }

    /** There was nobody to wake up then: it went on, and warned of Kafka when the table was long closed. */
    @Test
    void itsThreadEndsThoughItIsClosedWhileItsConsumerIsMade() throws InterruptedException {
        KafkaSettings nobody = new KafkaSettings("127.0.0.1:1", Map.of("metric.reporters", Gate.class.getName()), 1, 1);
        TopicTail tail = new TopicTail(
                nobody, TopicCatalogue.table("table.unread", "a test's"), new Unread(), new PendingWrites());
        tail.start();
        Gate.MAKING.await();
        Thread closing = new Thread(tail::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        Gate.CLOSING.countDown();

        closing.join();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("table-table.unread");
        assertThat(tail.state()).isEqualTo(TableState.READING);
    }
}
