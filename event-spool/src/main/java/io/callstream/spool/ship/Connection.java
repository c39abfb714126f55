package io.callstream.spool.ship;

import io.callstream.spool.LogStream;
import io.callstream.spool.SpoolKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A pair of producers, from the moment Kafka answers until the first fault. Afterwards nothing that its callbacks say
 * counts any more.
 */
final class Connection {
    private static final long IN_FLIGHT_BYTES = 24 << 20;

    private final Map<LogStream, Outlet> outlets = new EnumMap<>(LogStream.class);
    private volatile @Nullable Exception fault;

    private Connection() {}

    /**
     * Makes the producers and asks for all topics, so that no later send has to wait for metadata.
     *
     * @param kinds of the records to send
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer, or lacks a topic
     */
    static Connection open(ProducerSource source, List<SpoolKind> kinds) {
        Connection connection = new Connection();
        try {
            for (LogStream stream : LogStream.values()) {
                connection.outlets.put(stream, new Outlet(source.open(stream), new InFlightLimit(IN_FLIGHT_BYTES)));
            }
            for (SpoolKind kind : kinds) {
                connection.outlet(LogStream.of(kind)).producer().partitionsFor(kind.topic());
            }
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Outlet outlet(LogStream stream) {
        Outlet outlet = outlets.get(stream);
        if (outlet == null) {
            throw new IllegalStateException("no producer for " + stream);
        }
        return outlet;
    }

    void failed(Exception cause) {
        fault = cause;
    }

    @Nullable Exception fault() {
        return fault;
    }

    /** Gives up what is on its way: the spool still has it. */
    void close() {
        boolean interrupted = Thread.interrupted(); // an interrupted thread cannot close a producer
        outlets.values().forEach(outlet -> outlet.producer().close(Duration.ZERO));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the records of one stream leave. */
    record Outlet(Producer<byte[], byte[]> producer, InFlightLimit allowance) {}
}
