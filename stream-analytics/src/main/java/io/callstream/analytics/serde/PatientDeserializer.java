package io.callstream.analytics.serde;

import io.callstream.events.codec.SchemaUnavailableException;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a registry that cannot be asked: the record may be perfectly good. It gives up before Kafka would take the
 * partitions away; the thread is then replaced and comes back to the same record.
 */
final class PatientDeserializer<T> implements Deserializer<T> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Reader<T> reader;

    PatientDeserializer(Reader<T> reader) {
        this.reader = reader;
    }

    /** Reads one value. */
    interface Reader<T> {
        @Nullable T read(String topic, byte @Nullable [] value);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] value) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return reader.read(topic, value);
            } catch (SchemaUnavailableException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
