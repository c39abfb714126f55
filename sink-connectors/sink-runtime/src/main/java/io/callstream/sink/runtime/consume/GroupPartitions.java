package io.callstream.sink.runtime.consume;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Shares whole topics with the other copies of the sink, without an end. */
final class GroupPartitions implements PartitionSource {
    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryPipeline pipeline;
    private final LoopSettings settings;
    private final Positions positions;
    private final Commits commits;
    private boolean joined;

    GroupPartitions(
            Consumer<byte[], byte[]> consumer,
            DeliveryPipeline pipeline,
            LoopSettings settings,
            Positions positions,
            Commits commits) {
        this.consumer = consumer;
        this.pipeline = pipeline;
        this.settings = settings;
        this.positions = positions;
        this.commits = commits;
    }

    @Override
    public void begin() {
        consumer.subscribe(settings.topics(), new Rebalancing());
    }

    @Override
    public boolean joined() {
        return joined;
    }

    @Override
    public void watch() {
        positions.watch();
    }

    @Override
    public void outOfRange(Map<TopicPartition, Long> wanted) {
        positions.outOfRange(wanted);
    }

    @Override
    public void withoutPosition(Set<TopicPartition> unseen) {
        positions.start(unseen);
    }

    @Override
    public boolean wants(ConsumerRecord<byte[], byte[]> fetched) {
        return true;
    }

    @Override
    public Set<TopicPartition> fetched() {
        return Set.of();
    }

    @Override
    public boolean complete() {
        return false;
    }

    /** Hands partitions over without losing or inventing progress. On the polling thread, inside poll. */
    private final class Rebalancing implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            joined = true;
            positions.assigned(assigned);
            commits.now();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            pipeline.drop(revoked);
            try {
                pipeline.awaitSent(settings.patience());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            commits.now();
            pipeline.forget(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            pipeline.drop(lost);
            pipeline.forget(lost);
        }
    }
}
