package io.callstream.sink.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what has come to its end. For the polling thread. */
final class Commits {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryPipeline pipeline;
    private final LoopSettings settings;
    private final Clock clock;
    private Instant last;

    Commits(Consumer<byte[], byte[]> consumer, DeliveryPipeline pipeline, LoopSettings settings, Clock clock) {
        this.consumer = consumer;
        this.pipeline = pipeline;
        this.settings = settings;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Begins a commit when the last is a second old; does not wait for it. */
    void sometimes() {
        if (clock.instant().isBefore(last.plus(EVERY))) {
            return;
        }
        last = clock.instant();
        Map<TopicPartition, OffsetAndMetadata> offsets = pipeline.committable();
        if (!offsets.isEmpty()) {
            consumer.commitAsync(offsets, (done, error) -> {
                if (error == null) {
                    pipeline.committed(done);
                }
            });
        }
    }

    /** Returns when it is done, or cannot be. */
    void now() {
        Map<TopicPartition, OffsetAndMetadata> offsets = pipeline.committable();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, settings.patience());
            pipeline.committed(offsets);
        } catch (RetriableException | CommitFailedException | RebalanceInProgressException e) {
            log.warn("offsets not committed, events come again: sink={} error={}", settings.sink(), e.toString());
        }
    }
}
