package io.callstream.sink.runtime.erase;

import io.callstream.events.ErasureKind;
import io.callstream.events.erasure.Subject;
import io.callstream.settings.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes erasures again, so that every sink removes again. Thread-safe. */
final class ErasureRequests implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ErasureRequests.class);
    private static final long PAUSE_SECONDS = 1;

    private final RecordWriter writer;

    ErasureRequests(KafkaSettings kafka) {
        this.writer = new RecordWriter(kafka);
    }

    /** Returns when Kafka has it. */
    void again(Subject subject, byte[] request) throws InterruptedException {
        boolean said = false;
        while (!writer.write(ErasureKind.ERASURE.topic(), subject.key().getBytes(StandardCharsets.UTF_8), request)) {
            if (!said) {
                log.warn("an erasure cannot be written again yet: {}", writer.failure());
                said = true;
            }
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        }
        log.info("a request lasted longer than an erasure was waited for: sinks remove again");
    }

    @Override
    public void close() {
        writer.close();
    }
}
