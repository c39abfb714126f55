package io.callstream.sink.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * Notices that no broker is connected: a consumer's poll only stays empty then. A consumer that reads always has a
 * connection, since it waits for the next records on one.
 */
final class KafkaWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private Instant connectedAt;

    KafkaWatch(Clock clock) {
        this.clock = clock;
        this.connectedAt = clock.instant();
    }

    /** To be asked once in each turn. */
    boolean away(Consumer<?, ?> consumer) {
        if (connections(consumer).orElse(1.0) > 0) {
            connectedAt = clock.instant();
        }
        return clock.instant().isAfter(connectedAt.plus(PATIENCE));
    }

    private static Optional<Double> connections(Consumer<?, ?> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count"))
                .map(entry -> value(entry.getValue()))
                .findFirst();
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 1;
    }
}
